"""An OrderedDict keeps insertion order and counts it in comparisons with its like."""
from collections import OrderedDict

a = OrderedDict([("b", 1), ("a", 2)])
b = OrderedDict([("a", 2), ("b", 1)])
print(list(a), a == b, a == {"a": 2, "b": 1}, a.popitem(), list(a.items()))
