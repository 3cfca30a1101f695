"""append(), extend() and + lengthen an array of the same type."""
from array import array

a = array("i", [1])
a.append(2)
a.extend(array("i", [3]))
a.extend([4, 5])
print(list(a + array("i", [6])), len(a))
