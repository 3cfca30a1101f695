"""Parameters after a bare star are given by name only, and may lack a default."""
def f(a, *, b, c=3):
    return a, b, c


print(f(1, b=2), f(c=0, b=1, a=2))
for call in (lambda: f(1, 2), lambda: f(1), lambda: f(1, c=2)):
    try:
        print(call())
    except TypeError:
        print("TypeError")
