"""Arithmetic of an integer and a float gives a float."""
print(1 + 0.5, 3 * 2.0, 5 - 0.5, 7 // 2.0, 7 % 2.5, 2 ** 0.0)
print(7.0 // 2, 1 + 1.0 == 2, isinstance(4 / 2, float), 6 / 3)
