"""The value of yield from is what the inner generator returns, None for other iterators."""
def inner():
    yield 1
    return "inner result"


def outer():
    a = yield from inner()
    b = yield from [2]
    return a, b


def run():
    result = yield from outer()
    print(result)


print(list(run()))
