"""int.from_bytes() with signed=True reads two's complement."""
for b in (b"\xff", b"\x80", b"\x7f", b"\xff\xfe", b"\x80" + b"\x00" * 8):
    print(int.from_bytes(b, "big", signed=True), int.from_bytes(b, "little", signed=True))
