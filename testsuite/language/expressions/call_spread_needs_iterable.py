"""Spreading something that is not iterable, or keys that are not strings, raises TypeError."""
def f(*args, **kwargs):
    return "called"


for call in (lambda: f(*5), lambda: f(**{1: 2}), lambda: f(*None)):
    try:
        print(call())
    except TypeError:
        print("TypeError")
