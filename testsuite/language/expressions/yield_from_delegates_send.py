"""Through yield from, send() and throw() reach the inner generator."""
def inner():
    got = None
    while True:
        try:
            got = yield got
        except ValueError:
            got = "inner caught"


def outer():
    yield from inner()


it = outer()
next(it)
print(it.send("a"))
print(it.throw(ValueError()))
print(it.send("b"))
