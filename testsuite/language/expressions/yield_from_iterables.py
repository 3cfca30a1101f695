"""yield from yields every item of an iterable."""
def g():
    yield from "ab"
    yield from [1, 2]
    yield from range(2)
    yield "end"


print(list(g()))
