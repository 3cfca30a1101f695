"""translate() maps bytes through a table of 256 and deletes others."""
table = bytes([255 - i for i in range(256)])
print(b"\x00\x01\xff".translate(table), b"abcab".translate(None, b"b"))
