"""send() resumes a generator with a value for its yield expression."""
def g():
    got = yield "first"
    while got:
        got = yield "got " + got


it = g()
print(it.send(None))
print(it.send("a"))
print(it.send("b"))
print(list(it))
