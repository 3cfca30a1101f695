"""The types f and d are the IEEE formats."""
import struct

print(struct.pack("<f", 1.0), struct.pack(">d", -2.5), struct.unpack("<f", b"\x00\x00\x20\xc0"))
print(struct.unpack(">d", b"\x3f\xf8" + b"\x00" * 6), struct.pack(">f", float("inf")))
