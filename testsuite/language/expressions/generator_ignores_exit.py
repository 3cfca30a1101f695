"""A generator that yields after GeneratorExit makes close() raise RuntimeError."""
def g():
    try:
        yield 1
    except GeneratorExit:
        yield "ignored"


it = g()
print(next(it))
try:
    it.close()
except RuntimeError:
    print("RuntimeError")
