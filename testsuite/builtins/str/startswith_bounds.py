"""startswith() takes bounds as a slice does."""
print("abcd".startswith("bc", 1), "abcd".startswith("bc", 1, 2), "abcd".startswith("", 4))
print("abcd".startswith("d", -1), "abcd".startswith("ab", 0, -2))
