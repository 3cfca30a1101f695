"""Two stars in a dict display spread a mapping, and later items win."""
d = {"a": 1, "b": 2}
print(sorted({**d, "c": 3}.items()))
print(sorted({"a": 0, **d}.items()), sorted({**d, "a": 0}.items()))
