"""indices() clips a slice to a length."""
for s in (slice(None), slice(2, 100), slice(-3, -1), slice(None, None, -1), slice(10, 2, -2),
          slice(-100, 100, 3)):
    print(s.indices(5))
