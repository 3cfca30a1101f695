"""Bytes cannot be changed and serve as dict keys."""
b = b"ab"
try:
    b[0] = 1
except TypeError:
    print("TypeError")
print({b"ab": 1}[b], hash(b) == hash(b"a" + b"b"), b)
