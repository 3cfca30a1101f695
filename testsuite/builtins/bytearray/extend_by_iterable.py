"""extend() takes any iterable of integers."""
b = bytearray(b"a")
b.extend([98, 99])
b.extend(range(100, 102))
print(b)
