"""A slice of an array is an array."""
from array import array

a = array("i", [0, 1, 2, 3, 4])
print(list(a[1:3]), list(a[-2:]), list(a[:]), isinstance(a[1:], array))
