"""send() of a value to a generator that has not started raises TypeError."""
def g():
    print("got", (yield 1))


it = g()
try:
    print(it.send(5))
except TypeError:
    print("TypeError")
print(next(it))
