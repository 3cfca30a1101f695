"""reversed() goes through a dict from the last key to the first."""
d = {"a": 1, "b": 2}
print(list(reversed(d)), list(reversed(d.values())), list(reversed(d.items())))
