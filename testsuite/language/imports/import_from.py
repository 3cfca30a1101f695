"""An import from a module binds the module's objects, not the module."""
from sys import version_info as info, byteorder

print(info[0], byteorder in ("little", "big"))
try:
    sys
except NameError:
    print("NameError")
