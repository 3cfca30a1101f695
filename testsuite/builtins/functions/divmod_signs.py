"""divmod() rounds the quotient down, so the remainder has the divisor's sign."""
for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (6, -3), (0, -5)):
    print(a, b, divmod(a, b), (a // b, a % b) == divmod(a, b))
