"""Assigning to an equal key keeps the old key object and its place."""
d = {1: "int", 2: "two"}
d[True] = "bool"
d[1.0] = "float"
print(d)
