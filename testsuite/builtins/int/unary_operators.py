"""Unary minus, plus and inversion nest, and inversion of n is -n - 1."""
print(--5, -+5, ~~5, -~5, ~-5, +-+5)
print([~n == -n - 1 for n in (0, 2 ** 30, -2 ** 31, 2 ** 80)])
