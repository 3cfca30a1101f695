"""Ranges are equal if they hold the same numbers, and never equal a list."""
print(range(3) == range(0, 3, 1), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2))
print(range(3) == range(4), range(3) == [0, 1, 2], range(2, 3) == range(2, 10, 8))
