"""float() of a string takes space, sign, point and exponent."""
print(float(" 2.5\n"), float("-.5"), float("5."), float("+1e2"), float("25e-2"), float("007"))
