"""The type s pads with zeros and cuts what is too long."""
import struct

print(struct.pack("5s", b"abc"), struct.pack("2s", b"abc"), struct.pack("s", b"ab"))
print(struct.unpack("4s", b"ab\x00\x00"))
