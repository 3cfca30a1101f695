"""An array's repr shows its code and items."""
from array import array

print(array("i", [1, -2]), array("B"), array("f", [0.5]))
