"""A negative float may be raised to a whole power."""
print((-2.0) ** 3, (-2.0) ** -2, (-8.0) ** 2.0, 4.0 ** 0.5, 0.0 ** 0, -2.0 ** 2)
