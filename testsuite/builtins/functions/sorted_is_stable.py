"""sorted() keeps the order of items with equal keys, also in reverse."""
data = [("b", 2), ("a", 1), ("c", 2), ("d", 1)]
print(sorted(data, key=lambda p: p[1]))
print(sorted(data, key=lambda p: p[1], reverse=True))
