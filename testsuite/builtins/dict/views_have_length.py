"""The views of a dict have its length."""
d = {"a": 1, "b": 2}
print(len(d.keys()), len(d.values()), len(d.items()), bool({}.keys()), bool(d.keys()))
