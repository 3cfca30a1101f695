"""Ordering values of unrelated types raises TypeError."""
for compare in (lambda: 1 < "1", lambda: (1,) < [1], lambda: None < 0, lambda: b"a" < "a",
                lambda: {} < {}, lambda: None < None):
    try:
        print(compare())
    except TypeError:
        print("TypeError")
