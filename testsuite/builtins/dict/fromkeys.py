"""fromkeys() makes a dict whose keys share one value."""
print(sorted(dict.fromkeys("ab").items()), sorted(dict.fromkeys([1, 2], 0).items()))
d = dict.fromkeys("xy", [])
d["x"].append(1)
print(d["y"], len(d))
