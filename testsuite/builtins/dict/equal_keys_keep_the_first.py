"""Assigning to an equal key keeps the old key object."""
d = {1: "int"}
d[True] = "bool"
d[1.0] = "float"
print(d)
s = {2}
s.add(2.0)
print(s)
