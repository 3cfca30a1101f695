"""An array tells its code and the size of an item."""
from array import array

a = array("b")
print(a.typecode, a.itemsize, array("d").typecode, array("d").itemsize)
