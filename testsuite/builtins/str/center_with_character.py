"""center() pads with a given character."""
print("a".center(3, "*"), "ab".center(4, "-"), "abc".center(3, "x"))
