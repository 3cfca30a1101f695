"""to_bytes() with signed=True writes two's complement."""
print((-1).to_bytes(3, "big", signed=True), (-2).to_bytes(2, "little", signed=True))
print((-128).to_bytes(1, "big", signed=True), (-2 ** 63).to_bytes(8, "big", signed=True))
print((127).to_bytes(1, "big", signed=True), (5).to_bytes(9, "little", signed=True))
