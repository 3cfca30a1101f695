"""Importing a module that does not exist raises ImportError and binds nothing."""
try:
    import no_such_module_anywhere
except ImportError:
    print("ImportError")
try:
    no_such_module_anywhere
except NameError:
    print("NameError")
