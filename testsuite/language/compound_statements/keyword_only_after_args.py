"""A parameter after *args is given by name only."""
def f(*args, sep="-"):
    return args, sep


print(f(1, 2), f(1, 2, sep="+"), f(sep=""))
