"""isalnum() accepts letters and digits, and isidentifier() what may be a name."""
print([s.isalnum() for s in ("a1", "a-1", "", "1")])
print([s.isidentifier() for s in ("a1", "1a", "", "_", "a b", "if")])
