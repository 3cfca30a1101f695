"""A memoryview of an array has the array's items and item size."""
from array import array

m = memoryview(array("h", [1, -2, 300]))
print(len(m), m.itemsize, m[1], list(m), len(bytes(m)))
