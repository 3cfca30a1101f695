"""float.hex() and float.fromhex() convert exactly."""
print((1.0).hex(), (-0.15625).hex())
print(float.fromhex("0x1.8p1"), float.fromhex("-0x.4p0"), float.fromhex("10"))
