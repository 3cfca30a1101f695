"""throw() raises an exception at the yield where the generator waits."""
def g():
    while True:
        try:
            yield "waiting"
        except ValueError:
            yield "caught"


it = g()
print(next(it))
print(it.throw(ValueError()))
print(next(it))
try:
    it.throw(KeyError())
except KeyError:
    print("KeyError came out")
print(list(it))
