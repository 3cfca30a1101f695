"""A defaultdict inserts a value from its factory for a missing key that is read."""
from collections import defaultdict

d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
print(d["a"], d["c"])
