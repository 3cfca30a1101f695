"""The operator in finds items of an array."""
from array import array

a = array("h", [1, -2])
print(-2 in a, 5 in a, 1.0 in a, 5 not in a)
