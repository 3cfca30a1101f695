"""A defaultdict inserts a value from its factory for a missing key that is read."""
from collections import defaultdict

d = defaultdict(list)
d["a"].append(1)
print(d["a"], d.get("b"), "b" in d, d["c"], sorted(d))
try:
    defaultdict(None)["x"]
except KeyError:
    print("KeyError")
