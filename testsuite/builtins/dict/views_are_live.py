"""The views of a dict show its later changes."""
d = {"a": 1}
k, v, i = d.keys(), d.values(), d.items()
d["b"] = 2
print(sorted(k), sorted(v), sorted(i), "b" in k, 2 in v, ("b", 2) in i)
d.clear()
print(list(k), list(v), list(i))
