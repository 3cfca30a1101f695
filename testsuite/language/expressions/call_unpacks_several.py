"""A call may spread several iterables and mappings among other arguments."""
def f(*args, **kwargs):
    return args, sorted(kwargs.items())


print(f(*[1, 2], 3, *"ab"))
print(f(x=1, **{"y": 2}, **{"z": 3}))
