"""A set takes hashable items only."""
a = set()
for item in ([], {}, set(), (1, [2]), frozenset([1]), (1, 2)):
    try:
        a.add(item)
        print("added")
    except TypeError:
        print("TypeError")
