"""A concatenation of bytes and a bytearray has the type of its left operand."""
a = bytearray(b"x")
print(a + b"y", a + a, type(b"p" + a) is bytes, b"p" + a)
