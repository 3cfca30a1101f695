"""A slice of an array may be assigned an array."""
from array import array

a = array("i", [0, 1, 2, 3, 4])
a[1:3] = array("i", [9, 8])
print(list(a))
