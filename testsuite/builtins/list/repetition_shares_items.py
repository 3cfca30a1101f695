"""Repeating a list repeats references to its items."""
a = [[]] * 3
a[0].append(1)
print(a, [1, 2] * 2, 2 * [0], [1] * 0, [1] * -1)
b = [1, 2]
c = b
b *= 2
print(c)
b *= 0
print(c)
