"""A count repeats a type, but is the length of a string."""
import struct

print(struct.pack("<3B2h", 1, 2, 3, 4, 5))
print(struct.unpack("<2s3B", b"ab\x01\x02\x03"), struct.calcsize("<4s2i0h"))
