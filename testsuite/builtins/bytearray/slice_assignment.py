"""Assignment to a slice of a bytearray may change its length."""
b = bytearray(b"abcdef")
b[1:3] = b"XYZ"
print(b)
b[:1] = b""
print(b)
b[len(b):] = bytearray(b"!")
print(b)
