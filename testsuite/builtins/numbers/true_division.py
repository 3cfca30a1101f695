"""Division of integers by / gives a float even if it is exact."""
print(6 / 3, 7 / 2, -7 / 2, 0 / 5, 1 / 4, 2 ** 40 / 2 ** 38)
