"""The types q and Q carry 64 bits on every machine."""
import struct

print(struct.pack("<Q", 2 ** 64 - 1), struct.pack("<q", -2 ** 63))
print(struct.unpack("<Q", b"\xff" * 8), struct.unpack("<q", b"\x00" * 7 + b"\x80"))
