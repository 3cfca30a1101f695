"""A starred target takes the items that are left, as a list."""
a, *b = 1, 2, 3
print(a, b)
*a, b = "xyz"
print(a, b)
a, *b, c = 1, 2
print(a, b, c)
a, (b, *c), *d = 1, (2, 3, 4), 5
print(a, b, c, d)
*a, = range(2)
print(a)
