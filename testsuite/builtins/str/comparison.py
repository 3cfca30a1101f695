"""Strings compare by the numbers of their characters."""
print("a" < "b", "a" < "ab", "B" < "a", "" < "a", "Z" < "\xe9" < "\u20ac", "10" < "9")
print(sorted(["b", "B", "a", "", "aa"]), max("hello"), "a" == "a", "a" != "A")
