"""pack_into() and unpack_from() work at an offset, also a negative one."""
import struct

b = bytearray(6)
struct.pack_into("<H", b, 1, 0x0201)
struct.pack_into(">H", b, -2, 0x0304)
print(b, struct.unpack_from("<H", b, 1), struct.unpack_from(">H", b, -2))
