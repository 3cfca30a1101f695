"""A frozenset can be an item and a key, and equals a set."""
f = frozenset([1, 2])
print({f: "found"}[frozenset([2, 1])], f == {1, 2}, f in {f}, hash(f) == hash(frozenset((2, 1))))
