"""Augmented addition changes a bytearray in place."""
a = b = bytearray(b"x")
a += b"y"
print(b, a is b)
