"""A generator that an exception has left is exhausted."""
def g():
    yield 1
    raise KeyError("k")
    yield 2


it = g()
print(next(it))
try:
    next(it)
except KeyError:
    print("KeyError")
print(list(it))
