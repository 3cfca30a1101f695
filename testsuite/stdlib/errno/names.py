"""errno names error numbers, and errorcode maps the numbers back to names."""
import errno

print(errno.errorcode[errno.ENOENT], errno.errorcode[errno.EEXIST], errno.ENOENT == errno.EEXIST)
