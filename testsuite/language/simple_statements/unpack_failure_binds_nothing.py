"""Unpacking of the wrong length leaves the targets as they were."""
a = b = "old"
try:
    a, b = [1, 2, 3]
except ValueError:
    print(a, b)
try:
    a, b = [1]
except ValueError:
    print(a, b)
