"""partial() fixes leading and keyword arguments, which a call may override."""
from functools import partial


def f(*args, **kwargs):
    return args, sorted(kwargs.items())


g = partial(f, 1, a=2)
print(g(3, b=4), g(a=5))
