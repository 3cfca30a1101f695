"""sum() starts from zero or from the start value it is given."""
print(sum([]), sum([1, 2], 10), sum([[1], [2]], []), sum((), 2.5))
print(sum([0.5, 0.25]), sum([True, True]), sum(range(5)))
