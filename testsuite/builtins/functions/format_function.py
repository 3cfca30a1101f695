"""format() without a specification is str()."""
print(format(5), format("a"), format(None), format([1, "b"]), format(2.5))
print(format(255, "x"), format("a", ">3"), format(-3, "04d"), format(True, "d"))
