"""A frozenset can be an item and a key, equals a set, and cannot change."""
f = frozenset([1, 2])
print({f: "found"}[frozenset([2, 1])], f == {1, 2}, f in {f}, hash(f) == hash(frozenset((2, 1))))
print(hasattr(f, "add"), sorted(f | {3}), isinstance(f | {3}, frozenset), isinstance({3} | f, set))
