"""Slices are equal if their parts are, and show all three."""
print(slice(1, 2) == slice(1, 2, None), slice(1) == slice(2), slice(1, 2) != slice(1, 2, 1))
print(slice(5), slice(1, None, -1))
