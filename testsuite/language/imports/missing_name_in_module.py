"""Importing a name that the module lacks raises ImportError."""
try:
    from sys import no_such_name_at_all
    print("imported")
except ImportError:
    print("ImportError")
