"""A right shift rounds down, so a negative integer ends at minus one."""
print(7 >> 1, -7 >> 1, -1 >> 1, -8 >> 2, 5 >> 100, -5 >> 100)
print(2 ** 70 >> 68, -2 ** 70 >> 68, (-2 ** 70 - 1) >> 68, 2 ** 31 >> 31, 1 >> 31, 1 >> 32)
