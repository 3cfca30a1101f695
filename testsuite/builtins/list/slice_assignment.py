"""Assigning to a slice of a list replaces it with any number of items."""
a = [0, 1, 2, 3, 4]
a[1:3] = ["x", "y", "z"]
print(a)
a[2:2] = [7]
print(a)
a[:2] = []
print(a)
a[5:1] = [9]
print(a)
a[:] = [0]
print(a)
