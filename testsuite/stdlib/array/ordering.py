"""Arrays are ordered item by item."""
from array import array

a = array("i", [1, 2])
print(a < array("i", [1, 3]), a < array("i", [1]), a >= array("i", [0, 9]))
