"""repr() of a list or dict that contains itself shows dots in its place."""
a = [1]
a.append(a)
d = {"k": 1}
d["self"] = d
print(a)
print(d)
