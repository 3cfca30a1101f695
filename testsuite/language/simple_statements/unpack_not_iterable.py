"""Unpacking a value that is not iterable raises TypeError."""
try:
    a, b = 5
    print(a, b)
except TypeError:
    print("TypeError")
