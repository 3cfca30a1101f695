"""zip() stops at its shortest iterable, having asked the earlier ones for one item more."""
a = iter([1, 2, 3, 4])
b = iter("xy")
print(list(zip(a, b)), next(a))
print(list(zip()), list(zip([1, 2])), list(zip("ab", range(9), (5, 6, 7))))
