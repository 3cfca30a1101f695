"""An exception the inner generator does not handle is raised at yield from."""
def inner():
    yield 1


def outer():
    try:
        yield from inner()
    except ValueError:
        yield "outer caught"


it = outer()
next(it)
print(it.throw(ValueError()))
