"""A call may spread an iterable and a mapping after its other arguments."""
def f(*args, **kwargs):
    return args, sorted(kwargs.items())


print(f(*[1, 2]), f(0, *"ab"), f(0, *()))
print(f(1, x=1, **{"y": 2}), f(*(1,), **{"z": 3, "a": 4}))
