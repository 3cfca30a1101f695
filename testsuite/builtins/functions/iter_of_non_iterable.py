"""iter() of an object that cannot be iterated raises TypeError."""
for x in (5, None, len, object()):
    try:
        iter(x)
        print("iterable")
    except TypeError:
        print("TypeError")
