"""is_integer() is true of floats without a fraction."""
print([x.is_integer() for x in (1.0, -3.0, 0.0, 0.5, float(2 ** 60), float("inf"))])
