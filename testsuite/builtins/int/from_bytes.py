"""int.from_bytes() reads bytes in the byte order it is given."""
b = b"\x01\x02\x00\xff"
print(int.from_bytes(b, "big"), int.from_bytes(b, "little"))
print(int.from_bytes(b"", "big"), int.from_bytes(b"\xff" * 9, "little"))
