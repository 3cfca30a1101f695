"""Packing an integer that does not fit its type raises struct.error."""
import struct

for code, value in (("<B", 255), ("<B", 256), ("<B", -1), ("<b", -129), ("<H", 65536)):
    try:
        print(struct.pack(code, value))
    except struct.error:
        print("struct.error")
