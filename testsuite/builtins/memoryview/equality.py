"""A memoryview equals bytes of the same values."""
m = memoryview(b"ab")
print(m == b"ab", m == bytearray(b"ab"), m == b"ac", m[1:] == b"b", m != memoryview(b"ab"))
