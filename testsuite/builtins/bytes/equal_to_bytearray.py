"""bytes, bytearray and memoryview of the same values are equal."""
print(b"ab" == bytearray(b"ab"), bytearray(b"ab") == b"ab", memoryview(b"ab") == b"ab")
print(b"ab" < bytearray(b"ac"), b"a" + bytearray(b"b"), bytearray(b"a") + b"b")
