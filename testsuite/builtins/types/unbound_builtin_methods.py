"""A method of a built-in type can be called through the type."""
print(str.upper("a"), list.count([1, 1], 1), dict.get({1: 2}, 1), int.bit_length(5) == 3)
a = []
list.append(a, 5)
print(a, list(map(str.strip, [" x ", "y "])))
