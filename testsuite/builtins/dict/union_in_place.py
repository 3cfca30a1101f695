"""The operator |= updates a dict in place, also from pairs."""
a = b = {"a": 1}
a |= {"b": 2}
a |= [("a", 0)]
print(sorted(b.items()), a is b)
