"""Assigning to a stepped slice of a list needs the same number of items."""
a = [0, 1, 2, 3, 4]
a[::2] = ["a", "b", "c"]
print(a)
a[::-2] = [7, 8, 9]
print(a)
try:
    a[::2] = [1]
except ValueError:
    print("ValueError")
print(a)
