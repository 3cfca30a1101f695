"""A ChainMap looks names up in several dicts and writes to the first."""
from collections import ChainMap

a = {"x": 1}
b = {"x": 2, "y": 3}
c = ChainMap(a, b)
c["y"] = 9
print(c["x"], c["y"], a["y"], b["y"], len(c))
