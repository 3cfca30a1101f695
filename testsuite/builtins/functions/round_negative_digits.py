"""round() of an integer to negative digits rounds to tens, halves to even."""
print([round(n, -1) for n in (4, 5, 6, 14, 15, 16, 25, -15, -25)])
print(round(12345, -2), round(15000, -4), round(7, -3), round(123, 0))
