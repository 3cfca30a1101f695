"""extend() takes any iterable, also the list itself, and append() adds one item."""
a = [1]
a.extend("ab")
a.extend(x for x in (2, 3))
a.append("cd")
a.extend({"k": 0})
print(a)
b = [1, 2]
b.extend(b)
print(b)
b += b
print(len(b))
