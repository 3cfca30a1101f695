"""A default value is what its expression was at the definition, not at the call."""
n = 1


def f(a, b=n, c=n + 1):
    return a, b, c


n = 100
print(f(0), f(0, c=9), f(0, 8))
