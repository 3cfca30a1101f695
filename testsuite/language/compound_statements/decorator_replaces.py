"""The name of a decorated function or class is bound to what the decorator returns."""
def add(cls):
    cls.x = 1
    return cls, 2


def call(f):
    return f()


@call
def f():
    return 7


@add
class A:
    pass


print(f, A[0]().x, A[1])
