"""locals() in a function gives its parameters and variables."""
def f(a, b=2):
    c = a + b
    return sorted(locals().items())


print(f(1))
