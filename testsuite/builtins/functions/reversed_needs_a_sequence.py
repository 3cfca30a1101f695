"""reversed() of an iterator, a set or a number raises TypeError."""
for x in (iter([1]), {1, 2}, 5):
    try:
        reversed(x)
        print("accepted")
    except TypeError:
        print("TypeError")
