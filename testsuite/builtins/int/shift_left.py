"""A left shift is multiplication by a power of two, without losing bits."""
print(1 << 29, 1 << 30, 1 << 31, 1 << 32, 1 << 63, 1 << 64)
print(-1 << 31, -3 << 62, 0 << 100, 5 << 0)
