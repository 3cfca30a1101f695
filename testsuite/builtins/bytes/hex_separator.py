"""hex() takes a separator and the number of bytes between two."""
print(b"\x01\x02\x03".hex("-"), b"\x01\x02\x03\x04\x05".hex(":", 2), b"\x01\x02\x03".hex(".", -2))
