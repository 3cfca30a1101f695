"""cmp_to_key() sorts by a function that compares two items."""
from functools import cmp_to_key

print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
