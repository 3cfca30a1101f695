"""dict() of things that are not pairs raises TypeError or ValueError."""
for x in ([1, 2], [(1,)], [(1, 2, 3)], 5, ["ab"]):
    try:
        print(dict(x))
    except TypeError:
        print("TypeError")
    except ValueError:
        print("ValueError")
