"""Assigning something that is not iterable to a slice raises TypeError."""
a = [1, 2, 3]
for value in (5, None):
    try:
        a[1:2] = value
        print("assigned")
    except TypeError:
        print("TypeError")
print(a)
