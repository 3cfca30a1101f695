"""Iterating and testing a dict look at its keys."""
d = {"a": 1, "b": 2}
print(sorted([k for k in d]), "a" in d, 1 in d, max(d), sorted(d, reverse=True), len(tuple(d)))
(only,) = {"k": "v"}
print(only)
