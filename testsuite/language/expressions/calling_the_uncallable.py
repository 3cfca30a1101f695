"""Calling a value that is not callable raises TypeError."""
for value in (5, "text", None, [], object()):
    try:
        print(value())
    except TypeError:
        print("TypeError")
