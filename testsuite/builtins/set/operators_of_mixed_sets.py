"""An operator on a set and a frozenset gives the type of its left operand."""
f = frozenset([1, 2])
print(sorted(f | {3}), isinstance(f | {3}, frozenset), isinstance({3} | f, set))
