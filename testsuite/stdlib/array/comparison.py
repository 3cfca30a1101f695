"""Arrays are equal if their items are, whatever their codes."""
from array import array

a = array("i", [1, 2])
print(a == array("i", [1, 2]), a == array("b", [1, 2]), a != array("i", [1]), a == [1, 2])
