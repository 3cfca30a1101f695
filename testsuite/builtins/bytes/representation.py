"""The repr of bytes shows printable ASCII and escapes the rest, in quotes that fit."""
print(b"a\x00\x7f\xff\n\t\\", b"it's", b'"', b"both'\"", repr(b""))
