"""enumerate() counts from zero or from the start it is given."""
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)))
e = enumerate([7])
print(next(e), iter(e) is e, list(e))
