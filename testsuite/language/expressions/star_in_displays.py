"""A star in a list, tuple or set display spreads an iterable."""
a = [1, 2]
print([0, *a, *"xy", 3])
print((*a,), (*a, *a))
print(sorted({*a, 3, *a}))
