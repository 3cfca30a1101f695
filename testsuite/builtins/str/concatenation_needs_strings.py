"""A string concatenates with a string only."""
for x in (1, None, b"b", ["c"], "d"):
    try:
        print("a" + x)
    except TypeError:
        print("TypeError")
