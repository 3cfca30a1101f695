"""With a byte order given, types have fixed sizes and no alignment."""
import struct

print([struct.calcsize("<" + c) for c in "bBhHiIlLqQfd"])
print(struct.calcsize("<bhbi"), struct.calcsize(">bq"), struct.calcsize("<"))
