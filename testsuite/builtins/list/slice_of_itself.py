"""A list can be assigned to a slice of itself."""
a = [1, 2, 3]
a[1:1] = a
print(a)
a[:] = a[::-1]
print(a)
a[1:3] = a
print(a)
