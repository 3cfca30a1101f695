"""Iterating, unpacking and testing a dict look at its keys."""
d = {"a": 1, "b": 2}
x, y = d
print(x, y, "a" in d, 1 in d, max(d), sorted(d, reverse=True), [k for k in d], tuple(d))
