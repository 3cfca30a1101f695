"""The most negative machine integers divide by minus one exactly."""
for n in (-2 ** 30, -2 ** 31, -2 ** 62, -2 ** 63):
    print(n // -1, n % -1, divmod(n, -1))
