"""One unit is a record of four fields packed and unpacked."""
import struct


def run(n):
    total = 0
    for i in range(n):
        record = struct.pack("<BHhI", 1, 500, -3, 70000)
        total += struct.unpack("<BHhI", record)[1]
        total %= 65521
    print(total)
