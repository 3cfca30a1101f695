"""The power operator associates to the right and binds tighter than a minus on its left."""
print(2 ** 3 ** 2, (2 ** 3) ** 2)
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** -1 * 4)
