"""append(), extend() and + lengthen an array of the same type."""
from array import array

a = array("i", [1])
a.append(2)
a.extend(array("i", [3]))
b = a + array("i", [6])
print(list(a), list(b))
