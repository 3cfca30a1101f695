"""to_bytes() gives that many bytes in the byte order it is given."""
print((1).to_bytes(2, "big"), (1).to_bytes(2, "little"), (0).to_bytes(0, "big"))
print((0x123456789A).to_bytes(6, "big"), (2 ** 64 - 1).to_bytes(8, "little"))
