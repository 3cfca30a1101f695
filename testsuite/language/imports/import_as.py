"""An import with as binds only the name after as."""
import sys as system

print(system.version_info[0])
try:
    sys
except NameError:
    print("NameError")
