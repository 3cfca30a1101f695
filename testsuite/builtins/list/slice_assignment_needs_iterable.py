"""Assigning something that is not iterable to a slice raises TypeError."""
a = [1, 2, 3]
try:
    a[1:2] = 5
except TypeError:
    print("TypeError")
a[1:2] = iter([7, 8])
print(a)
