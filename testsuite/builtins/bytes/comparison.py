"""Bytes compare by unsigned values."""
print(b"\x7f" < b"\x80", b"a" < b"ab", b"" < b"\x00", b"b" > b"ab", sorted([b"\xff", b"\x01"]))
