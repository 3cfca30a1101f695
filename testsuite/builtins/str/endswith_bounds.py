"""endswith() takes bounds as a slice does."""
print("abcd".endswith("bc", 0, 3), "abcd".endswith("ab", 0, -2), "abcd".endswith("cd", 3))
