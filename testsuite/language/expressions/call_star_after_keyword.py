"""A starred argument after a keyword argument still fills the first parameters."""
def f(a, b, c):
    return a, b, c


print(f(c=3, *[1, 2]))
print(f(1, c=3, *(2,)))
