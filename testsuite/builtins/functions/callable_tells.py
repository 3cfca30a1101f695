"""callable() is true of functions, classes and methods, and false of plain values."""
print([callable(x) for x in (len, int, "a".upper, lambda: 0, callable)])
print([callable(x) for x in (1, "a", None, [], ())])
