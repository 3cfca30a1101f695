"""A slice of a memoryview can be assigned bytes of the same length only."""
b = bytearray(b"abcdef")
m = memoryview(b)
m[1:3] = b"XY"
print(b)
try:
    m[1:3] = b"XYZ"
    print(b)
except ValueError:
    print("ValueError")
print(b)
