"""Augmented addition changes a bytearray in place; + makes a new one."""
a = b = bytearray(b"x")
a += b"y"
print(b, a is b)
a = a + b"z"
print(a, b, type(b"p" + a) is bytes)
