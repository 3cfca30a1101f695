"""An exception keeps its arguments; its str is empty, the one argument, or the tuple."""
for e in (ValueError(), ValueError("text"), ValueError(5), ValueError("a", 1)):
    print(e.args, repr(str(e)))
