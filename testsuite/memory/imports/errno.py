# The module errno can be imported and has ENOENT.
import errno

print(hasattr(errno, "ENOENT"))
