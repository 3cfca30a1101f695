"""A hexadecimal escape takes exactly two digits."""
print([ord(c) for c in "\x41\xe9\x414"])
print(list(b"\x00\xff\x7f1"))
