"""Indexing a range computes the item, and slicing gives a range."""
r = range(10, 30, 5)
print(r[0], r[-1], r[1:3], r[::-1], r[::2], r[5:], r[-2:])
try:
    r[4]
except IndexError:
    print("IndexError")
