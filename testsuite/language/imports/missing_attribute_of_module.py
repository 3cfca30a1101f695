"""Reading an attribute that a module lacks raises AttributeError."""
import sys

try:
    print(sys.no_such_name_at_all)
except AttributeError:
    print("AttributeError")
print(hasattr(sys, "version_info"), hasattr(sys, "no_such_name_at_all"))
