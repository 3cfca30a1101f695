"""Augmented multiplication repeats a list in place."""
b = c = [1, 2]
b *= 2
print(c, b is c)
b *= 0
print(c)
