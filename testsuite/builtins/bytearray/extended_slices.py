"""A stepped slice of a bytearray can be read and assigned items of equal number."""
b = bytearray(b"abcdef")
print(b[::2], b[::-1])
b[::2] = b"XYZ"
print(b)
try:
    b[::2] = b"12"
except ValueError:
    print("ValueError")
