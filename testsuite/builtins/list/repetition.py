"""Repeating a list repeats references to its items."""
a = [[]] * 3
a[0].append(1)
print(a, [1, 2] * 2, [1] * 0, [1] * -1)
