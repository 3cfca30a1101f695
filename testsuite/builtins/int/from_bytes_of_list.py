"""int.from_bytes() takes any iterable of byte values."""
print(int.from_bytes([1, 0], "big"), int.from_bytes(bytearray(b"\x02\x01"), "little"))
print(int.from_bytes(iter((255, 1)), "little"))
