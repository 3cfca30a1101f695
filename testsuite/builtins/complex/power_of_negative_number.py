"""A negative number to a fractional power is complex."""
for z in ((-8.0) ** 0.5, (-4) ** 0.5):
    print(isinstance(z, complex), z.imag > 0)
