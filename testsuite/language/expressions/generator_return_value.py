"""A generator's return value is the value of the StopIteration that ends it."""
def g():
    yield 1
    return "result"


it = g()
print(next(it))
try:
    next(it)
except StopIteration as stop:
    print(stop.value)
try:
    next(it)
except StopIteration as stop:
    print(stop.value)
