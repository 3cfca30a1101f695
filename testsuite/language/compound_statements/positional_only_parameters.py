"""Parameters before a slash are given by position only, so their names are free."""
def f(a, b=2, /, c=3, **rest):
    return a, b, c, rest


print(f(1), f(1, 5, c=6), f(1, a=9, b=8))
try:
    print(f(a=1))
except TypeError:
    print("TypeError")
