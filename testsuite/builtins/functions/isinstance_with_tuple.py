"""isinstance() and issubclass() take a tuple of classes, which may nest."""
print(isinstance(1, (str, int)), isinstance(1, (str, (list, (int,)))), isinstance(1, ()))
print(issubclass(bool, (str, int)), issubclass(int, int), isinstance(True, int))
try:
    isinstance(1, "int")
except TypeError:
    print("TypeError")
