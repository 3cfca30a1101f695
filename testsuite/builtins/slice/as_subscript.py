"""A slice object in a subscript works like the notation with colons."""
a = [0, 1, 2, 3, 4, 5]
s = slice(1, None, 2)
print(a[s], "abcdef"[s], a[slice(-2, None)], (1, 2, 3)[slice(2)])
a[slice(0, 3)] = ["x"]
del a[slice(None, None, 2)]
print(a)
