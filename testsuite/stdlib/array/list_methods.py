"""An array has the list methods pop, insert, remove, index, count and reverse."""
from array import array

a = array("i", [3, 1, 2, 1])
a.insert(0, 9)
a.remove(1)
a.reverse()
print(list(a), a.pop(), a.index(2), a.count(1))
