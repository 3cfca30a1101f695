"""A memoryview of bytes cannot be written to."""
m = memoryview(b"abc")
try:
    m[0] = 1
    print("written")
except TypeError:
    print("TypeError")
print(m[0], bytes(m[1:]))
