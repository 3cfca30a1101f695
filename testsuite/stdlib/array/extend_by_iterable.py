"""extend() takes any iterable of numbers."""
from array import array

a = array("i", [1])
a.extend([2, 3])
a.extend(range(2))
print(list(a))
