"""Missing, surplus, unknown and repeated arguments each raise TypeError."""
def f(a, b=2):
    return a, b


for call in (lambda: f(), lambda: f(1, 2, 3), lambda: f(1, c=3), lambda: f(b=1),
             lambda: f(1, a=1), lambda: f(1)):
    try:
        print(call())
    except TypeError:
        print("TypeError")
