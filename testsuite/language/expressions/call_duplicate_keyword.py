"""Giving one parameter two values raises TypeError, whichever way they are given."""
def f(a, b=0, **kwargs):
    return a, b


for call in (lambda: f(1, a=2), lambda: f(a=1, **{"a": 2}), lambda: f(1, c=1, **{"c": 2})):
    try:
        print(call())
    except TypeError:
        print("TypeError")
