"""ljust() and rjust() pad to a width, with spaces or a given character."""
print("ab".ljust(4) + "|", "ab".rjust(4) + "|", "ab".ljust(4, "*"), "ab".rjust(4, "*"))
print("abc".ljust(2), "".rjust(2, "-"))
