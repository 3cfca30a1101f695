"""tuple() makes a tuple of any iterable and returns a tuple unchanged."""
t = (1, 2)
print(tuple([1, 2]), tuple("ab"), tuple(), tuple(t) is t, tuple(x * 2 for x in t))
