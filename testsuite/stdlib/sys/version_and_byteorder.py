"""sys tells the version of the language, the byte order and the implementation."""
import sys

print(sys.version_info[0], sys.version_info >= (3, 0), sys.byteorder in ("little", "big"))
print(isinstance(sys.version, str), isinstance(sys.platform, str))
print(isinstance(sys.implementation.name, str), len(sys.implementation.version) >= 3)
