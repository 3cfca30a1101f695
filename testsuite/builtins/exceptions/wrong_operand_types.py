"""Operators between types that have none in common raise TypeError."""
for f in (lambda: 1 + "a", lambda: [] + 1, lambda: "a" - "b", lambda: None + None, lambda: -"a",
          lambda: {} + {}, lambda: [1] * 1.0, lambda: "a" * "b", lambda: ~1.5, lambda: 1.0 & 1):
    try:
        print(f())
    except TypeError:
        print("TypeError")
