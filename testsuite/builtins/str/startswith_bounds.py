"""startswith() and endswith() take bounds as a slice does."""
print("abcd".startswith("bc", 1), "abcd".startswith("bc", 1, 2), "abcd".startswith("", 4))
print("abcd".endswith("bc", 0, 3), "abcd".endswith("ab", 0, -2), "abcd".startswith("d", -1))
