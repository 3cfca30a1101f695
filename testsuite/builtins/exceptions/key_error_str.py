"""The str of a KeyError with one argument is that argument's repr."""
print(str(KeyError("a")), str(KeyError(1)), str(KeyError("a", 1)), repr(str(KeyError())))
