"""An integer equals a float of the same value and compares exactly with others."""
print(1 == 1.0, 2 ** 70 == float(2 ** 70), 2 ** 70 + 1 == float(2 ** 70))
print(2 ** 70 + 1 > float(2 ** 70), 3 < 3.5 < 4, 1 in [1.0], -1 < -0.5)
