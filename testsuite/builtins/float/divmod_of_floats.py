"""divmod() of floats gives a whole quotient and a remainder with the divisor's sign."""
for a, b in ((7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (1.0, 0.25)):
    print(divmod(a, b), divmod(a, b) == (a // b, a % b))
