"""The result of % has the sign of its right operand."""
print(7 % 3, -7 % 3, 7 % -3, -7 % -3, 6 % -3, -1 % 2 ** 40)
print(-7.5 % 2, 7.5 % -2, -1 % 0.75, 5.0 % 5)
