"""Two stars in a dict display spread a mapping, and later items win."""
d = {"a": 1, "b": 2}
print({**d, "c": 3})
print({"a": 0, **d}, {**d, "a": 0})
