"""An integer equals a float of the same value."""
print(1 == 1.0, 2 ** 70 == float(2 ** 70), 3 < 3.5 < 4, 1 in [1.0], -1 < -0.5, 0 == -0.0)
