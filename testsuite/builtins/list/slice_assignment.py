"""Assigning to a slice of a list replaces it with any number of items of any iterable."""
a = [0, 1, 2, 3, 4]
a[1:3] = "xyz"
print(a)
a[2:2] = (7,)
print(a)
a[:2] = []
print(a)
a[5:1] = [9]
print(a)
a[:] = range(2)
print(a)
