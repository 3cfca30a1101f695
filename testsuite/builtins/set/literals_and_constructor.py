"""A set holds each of several equal values once."""
print(sorted({3, 1, 3, 2, 1}), sorted(set("hello")), len({1, 1.0, True}), set(), len({()}))
