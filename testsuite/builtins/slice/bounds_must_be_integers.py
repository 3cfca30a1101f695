"""Bounds and steps of a slice must be integers or None when they are used."""
a = [1, 2, 3]
for s in (slice(1.0), slice("a", None), slice(None, None, 1.5), slice(None, None, None)):
    try:
        print(a[s])
    except TypeError:
        print("TypeError")
