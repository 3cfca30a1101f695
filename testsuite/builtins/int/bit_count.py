"""bit_count() is the number of ones in the absolute value."""
print([n.bit_count() for n in (0, 1, 255, 256, -7, 2 ** 64 - 1)])
