"""A namedtuple has _replace, _asdict, _fields and _make."""
from collections import namedtuple

P = namedtuple("P", ("x", "y"))
print(P._fields, P(1, 2)._asdict() == {"x": 1, "y": 2}, P(1, 2)._replace(y=9), P._make([3, 4]))
