"""An exception's repr is its class's name with its arguments."""
print(repr(ValueError()), repr(ValueError("text")), repr(KeyError("a", 1)), [OSError("x")])
