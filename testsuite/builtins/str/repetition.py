"""A string times a number below one is empty, on either side."""
print("ab" * 3, 2 * "ab", repr("ab" * 0), repr("ab" * -5), repr("" * 1000000))
