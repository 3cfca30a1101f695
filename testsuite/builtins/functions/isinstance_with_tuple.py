"""isinstance() and issubclass() take a tuple of classes."""
print(isinstance(1, (str, int)), isinstance(1, (str, list)), isinstance(1, ()))
print(issubclass(KeyError, (str, LookupError)), issubclass(int, int))
try:
    isinstance(1, "int")
except TypeError:
    print("TypeError")
