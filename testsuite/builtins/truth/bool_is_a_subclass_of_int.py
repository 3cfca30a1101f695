"""bool is a subclass of int."""
print(issubclass(bool, int), isinstance(True, int), isinstance(1, bool), type(True) is int)
