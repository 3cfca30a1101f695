"""A namedtuple's fields are read by name and by index, and it is a tuple."""
from collections import namedtuple

P = namedtuple("P", ["x", "y"])
p = P(1, y=2)
x, y = p
print(p.x, p[1], x + y, p == (1, 2), len(p), isinstance(p, tuple), P(3, 4).y)
print(p)
