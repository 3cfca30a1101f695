"""isalnum() is true of letters and digits, at least one."""
print([s.isalnum() for s in ("a1", "a-1", "", "1", "a b")])
