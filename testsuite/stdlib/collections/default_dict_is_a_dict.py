"""A defaultdict is a dict, whose get() and in insert nothing."""
from collections import defaultdict

d = defaultdict(int, {"a": 5})
d["n"] += 1
print(d.get("b"), "b" in d, sorted(d.items()), isinstance(d, dict))
try:
    defaultdict(None)["x"]
except KeyError:
    print("KeyError")
