"""close() raises GeneratorExit at the yield, so that finally blocks run."""
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("GeneratorExit")
        raise
    finally:
        print("cleanup")


it = g()
print(next(it))
it.close()
print(list(it))
it.close()
g().close()
print("a generator never started runs nothing")
