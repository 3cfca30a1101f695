"""A module that does not exist raises ModuleNotFoundError, which is an ImportError."""
try:
    import no_such_module_anywhere
except ModuleNotFoundError:
    print("ModuleNotFoundError")
print(issubclass(ModuleNotFoundError, ImportError))
