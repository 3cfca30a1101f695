"""count() counts occurrences that do not overlap, between bounds."""
print("aaaa".count("aa"), "abcabc".count("bc"), "abcabc".count("a", 1), "aaa".count("a", 0, -1))
