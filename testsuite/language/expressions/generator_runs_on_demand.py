"""A generator's body starts at the first next() and stops at each yield."""
def g():
    print("start")
    yield 1
    print("between")
    yield 2
    print("end")


it = g()
print("made", iter(it) is it)
print(next(it))
print(next(it))
print(list(it), list(it))
