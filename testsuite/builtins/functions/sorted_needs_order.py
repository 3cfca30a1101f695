"""sorted() of items that cannot be ordered raises TypeError."""
for items in ([1, "a"], [None, None], [2, 1.5, 1], [[1], [0]], ["a", b"b"]):
    try:
        print(sorted(items))
    except TypeError:
        print("TypeError")
