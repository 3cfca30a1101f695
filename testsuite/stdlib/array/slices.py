"""A slice of an array is an array, and may be assigned an array."""
from array import array

a = array("i", [0, 1, 2, 3, 4])
print(list(a[1:3]), list(a[-2:]), isinstance(a[1:], array))
a[1:3] = array("i", [9, 8])
print(list(a))
