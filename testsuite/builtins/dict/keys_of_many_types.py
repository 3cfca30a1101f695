"""Any hashable value is a key, and unhashable ones raise TypeError."""
d = {None: 1, (1, (2,)): 2, "s": 3, 2.5: 4, b"s": 5}
print([d[k] for k in (None, (1, (2,)), "s", 2.5, b"s")])
for key in ([], {}, (1, [])):
    try:
        d[key] = 1
    except TypeError:
        print("TypeError")
