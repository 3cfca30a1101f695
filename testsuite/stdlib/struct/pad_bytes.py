"""The type x is a byte of padding without a value."""
import struct

print(struct.pack("<BxxB", 1, 2), struct.unpack("<B2xB", b"\x01\x09\x09\x02"))
