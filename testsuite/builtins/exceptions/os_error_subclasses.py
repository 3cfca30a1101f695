"""OSError with a known errno makes the subclass for it."""
import errno

print(isinstance(OSError(errno.ENOENT, "x"), FileNotFoundError))
print(isinstance(OSError(errno.EEXIST, "x"), FileExistsError))
