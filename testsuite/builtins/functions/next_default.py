"""next() gives its default at the end and raises StopIteration without one."""
it = iter("a")
print(next(it), next(it, None), next(it, "d"))
try:
    next(it)
except StopIteration:
    print("StopIteration")
try:
    next([1])
except TypeError:
    print("TypeError")
