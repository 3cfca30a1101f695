"""Division and remainder of large integers are exact, for all signs."""
a = 10 ** 30 + 7
b = 10 ** 12 + 1
for x, y in ((a, b), (-a, b), (a, -b), (-a, -b)):
    q, r = divmod(x, y)
    print(q, r, q * y + r == x)
