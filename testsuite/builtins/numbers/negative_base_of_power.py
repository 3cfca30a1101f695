"""A negative integer to a negative power is a negative or positive fraction."""
print((-2) ** -1, (-2) ** -2, (-2) ** 3, (-2) ** 0, 0 ** 0, 2 ** -3)
