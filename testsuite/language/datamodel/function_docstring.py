"""A string that starts a function's body is its __doc__."""
def f():
    "What it does"


def g():
    return "no docstring"


print(repr(f.__doc__), repr(g.__doc__))
