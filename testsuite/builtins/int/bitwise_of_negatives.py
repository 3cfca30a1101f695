"""Bitwise operations treat negative integers as endless two's complement."""
print(-1 & 255, -2 | 1, -1 ^ 5, ~0, ~-1, ~5)
print(-2 ** 40 & 0xFFFFFFFFFFFF, -2 ** 70 | 1, -2 ** 70 & -2 ** 68, ~2 ** 70)
