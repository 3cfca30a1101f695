"""bit_length() is the number of bits of the absolute value."""
print([n.bit_length() for n in (0, 1, 2, 255, 256, -1, -256, 2 ** 31, -2 ** 63, 2 ** 100 - 1)])
