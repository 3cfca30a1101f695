"""The methods of sets take any iterable, where the operators need sets."""
a = {1, 2, 3}
print(sorted(a.union([3, 4])), sorted(a.intersection((2, 9))), sorted(a.difference(range(2))))
print(sorted(a.symmetric_difference([3, 4])), a.isdisjoint("xy"), a.issuperset([1]))
