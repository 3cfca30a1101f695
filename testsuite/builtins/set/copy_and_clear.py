"""copy() makes a set of its own."""
a = {1, 2}
b = a.copy()
b.add(3)
a.clear()
print(a, sorted(b), set(b) is b, set(b) == b)
