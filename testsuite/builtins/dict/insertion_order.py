"""A dict keeps the order in which its keys were first inserted."""
d = {"c": 1, "a": 2}
d["b"] = 3
d["c"] = 4
print(d, list(d), list(d.values()))
del d["a"]
d["a"] = 5
print(d)
