"""The name of a decorated function or class is bound to what the decorator returns."""
@len
@lambda f: "four"
def f():
    pass


def add(cls):
    cls.x = 1
    return cls, 2


@add
class A:
    pass


print(f, A[0]().x, A[1])
