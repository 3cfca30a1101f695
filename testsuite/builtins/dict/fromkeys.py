"""fromkeys() makes a dict whose keys share one value."""
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
d = dict.fromkeys("xy", [])
d["x"].append(1)
print(d)
