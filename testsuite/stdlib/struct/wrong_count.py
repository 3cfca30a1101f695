"""Too few or too many values for pack(), and a wrong size for unpack(), raise struct.error."""
import struct

for f in (lambda: struct.pack("<2B", 1), lambda: struct.pack("<B", 1, 2),
          lambda: struct.unpack("<H", b"abc"), lambda: struct.unpack("<H", b"a")):
    try:
        print(f())
    except struct.error:
        print("struct.error")
