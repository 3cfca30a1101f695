"""A slice of a list is a new list with the same items."""
a = [[1], 2]
b = a[:]
b[0].append(9)
b[1] = "new"
print(a, b, a[:] is a, a.copy() is a, list(a) is a)
