"""union(), intersection() and difference() take several iterables at once."""
a = {1, 2, 3, 4}
print(sorted(a.union([5], (6,))), sorted(a.intersection([1, 2], [2, 3])))
print(sorted(a.difference([1], [2])), sorted(a.union()), sorted(a.intersection()))
