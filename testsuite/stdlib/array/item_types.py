"""An array holds numbers of the type its code names."""
from array import array

a = array("h", [1, -2, 3])
print(len(a), a[1], list(a))
b = array("B", b"ab")
print(b[0], list(b), list(array("d", [0.5, 2])))
