"""copy() makes a dict of its own that shares the values."""
a = {"k": [1]}
b = a.copy()
b["new"] = 1
b["k"].append(2)
print(a, len(b), b["k"])
