"""Bitwise operations are exact on integers wider than any machine word."""
a = 0x123456789ABCDEF0123456789
b = 0xFFFFFFFF0000000000000000F
print(hex(a & b), hex(a | b), hex(a ^ b), hex(a & -b))
