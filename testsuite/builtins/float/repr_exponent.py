"""A float's repr has an exponent from 1e16 up and below 1e-4, with two digits at least."""
print(1e16, 1e22, 1e-5, 0.0001, 1000000.0)
print(repr(-1e20), str(5e-7))
