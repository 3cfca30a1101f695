"""Arguments may be given by name in any order after the positional ones."""
def f(a, b, c=3):
    return a, b, c


print(f(b=1, a=2), f(1, c=5, b=4), f(c=1, b=2, a=3))
