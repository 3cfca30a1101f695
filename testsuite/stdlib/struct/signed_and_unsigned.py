"""Signed and unsigned types read the same bytes differently."""
import struct

data = b"\xff\x80\x00\x01\x02\x03\x04\xfe"
print(struct.unpack("<bB", data[:2]), struct.unpack("<hHi", data))
print(struct.unpack(">q", data), struct.unpack(">Q", data))
