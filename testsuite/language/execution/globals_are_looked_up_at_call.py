"""A function finds global names when it runs, so it may call one defined later."""
def f():
    return g() + 1


def g():
    return 1


print(f())


def g():
    return 10


print(f())
