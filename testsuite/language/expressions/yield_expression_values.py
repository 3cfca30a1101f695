"""A yield without a value gives None, and resuming with next() makes it None."""
def g():
    x = yield
    y = yield x
    yield x, y


it = g()
print(next(it), next(it), next(it))
