"""append() takes an integer, extend() and += any bytes or iterable of integers."""
b = bytearray()
b.append(65)
b.extend(b"BC")
b.extend([68, 69])
b += b"F"
print(b, len(b))
try:
    b.append(256)
except ValueError:
    print("ValueError")
