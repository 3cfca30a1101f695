"""Source text is UTF-8, so a literal may hold any character directly."""
print([ord(c) for c in "é€😀"])
