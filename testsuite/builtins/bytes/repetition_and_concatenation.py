"""Bytes repeat and concatenate like other sequences."""
print(b"ab" * 2, b"\x00" * 3, b"a" * -1, b"a" + b"b", b"abcdef"[1:5])
