"""append() takes an integer, extend() bytes."""
b = bytearray()
b.append(65)
b.append(255)
b.extend(b"BC")
b.extend(bytearray(b"D"))
print(b, len(b))
