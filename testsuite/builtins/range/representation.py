"""A range's repr shows its step only if it is not one."""
print(range(3), range(1, 3), range(1, 9, 2), range(3, 0, -1))
