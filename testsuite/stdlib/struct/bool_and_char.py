"""The type c is one byte as bytes and the type ? a bool."""
import struct

print(struct.pack("<c?", b"x", True), struct.unpack("<c?", b"y\x00"), struct.pack("?", []))
