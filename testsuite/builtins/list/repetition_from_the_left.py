"""A number may stand to the left of the sequence it repeats."""
print(2 * [0], 2 * (1,), 2 * "ab", 2 * b"x", 0 * [1])
