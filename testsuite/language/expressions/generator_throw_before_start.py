"""throw() into a generator that has not started raises at its beginning and ends it."""
def g():
    try:
        yield 1
    except ValueError:
        yield "never"


it = g()
try:
    print(it.throw(ValueError()))
except ValueError:
    print("ValueError")
print(list(it))
