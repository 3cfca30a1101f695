"""center() pads on both sides and never cuts."""
print("[" + "ab".center(6) + "]", "[" + "a".center(3) + "]", "abc".center(2))
