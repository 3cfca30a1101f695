"""Raising anything that is not an exception raises TypeError."""
class A:
    pass


for thing in ("text", 5, A, A(), None):
    try:
        raise thing
    except TypeError:
        print("TypeError")
