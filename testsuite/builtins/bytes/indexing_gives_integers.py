"""Indexing and iterating bytes gives integers, slicing gives bytes."""
b = b"abc"
print(b[0], b[-1], b[1:], b[:1], list(b), [x + 1 for x in b])
try:
    print(b[3])
except IndexError:
    print("IndexError")
