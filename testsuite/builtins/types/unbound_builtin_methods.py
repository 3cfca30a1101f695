"""A method of a built-in type can be called through the type."""
print(str.upper("a"), list.count([1, 1], 1), dict.get({1: 2}, 1))
a = []
list.append(a, 5)
print(a, list(map(str.strip, [" x ", "y "])))
