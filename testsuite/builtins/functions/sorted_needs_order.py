"""sorted() of items that cannot be ordered raises TypeError."""
for items in ([1, "a"], [None, None], [1, 2.5, True], [[1], [0]]):
    try:
        print(sorted(items))
    except TypeError:
        print("TypeError")
