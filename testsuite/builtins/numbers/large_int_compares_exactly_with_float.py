"""A large integer compares with a float by its exact value, not rounded."""
n = 2 ** 70
x = float(n)
print(n == x, n + 1 == x, n + 1 > x, n - 1 < x, x < n + 1)
