"""An empty set is shown as a call, others as a display."""
print(set(), frozenset(), {1}, frozenset([1]), [{"a"}])
