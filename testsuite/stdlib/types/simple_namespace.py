"""A SimpleNamespace has the attributes it was given, and compares by them."""
from types import SimpleNamespace

a = SimpleNamespace(x=1, y="b")
a.z = 2
print(a, a == SimpleNamespace(x=1, y="b", z=2))
