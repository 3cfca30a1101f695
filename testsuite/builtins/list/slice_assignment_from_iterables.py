"""A slice of a list can be assigned any iterable."""
a = [0, 1, 2, 3]
a[1:3] = "xyz"
a[:1] = (7, 8)
a[-1:] = range(2)
a[:0] = iter([9])
print(a)
