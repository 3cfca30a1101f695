"""A field's conversion !r or !s is applied before its specification."""
print("{!r} {!s} {!r:>5}|{x!r}".format("a", "b", "c", x="d"))
