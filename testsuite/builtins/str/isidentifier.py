"""isidentifier() is true of what could be a name, keywords included."""
print([s.isidentifier() for s in ("a1", "1a", "", "_", "a b", "if")])
