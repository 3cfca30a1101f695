"""A StopIteration that leaves a generator's body becomes RuntimeError."""
def g():
    yield 1
    next(iter([]))
    yield 2


it = g()
print(next(it))
try:
    print(list(it))
except RuntimeError:
    print("RuntimeError")
