"""Iterating over a string gives its characters."""
print(list("ab\xe9") == ["a", "b", "\xe9"], [c for c in "xyz"], tuple(""), sorted("cab"))
