"""type() tells the exact class, where isinstance() accepts subclasses."""
print(type(1) is int, type(True) is int, isinstance(True, int), type(type(1)) is type)
print(type(None) is None, type("") is str, type(()) == tuple, type([]) is type([1]))
