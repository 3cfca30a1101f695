"""Writing to a memoryview changes the object it looks at."""
b = bytearray(b"abcdef")
m = memoryview(b)
m[0] = 88
part = m[2:4]
part[1] = 89
print(b, len(m), len(part), m[0])
