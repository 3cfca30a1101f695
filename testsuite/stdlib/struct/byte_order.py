"""A format's first character sets the byte order."""
import struct

for order in ("<", ">", "!"):
    print(struct.pack(order + "HI", 0x0102, 0x03040506))
print(struct.unpack("<h", b"\x01\xff"), struct.unpack(">h", b"\x01\xff"))
