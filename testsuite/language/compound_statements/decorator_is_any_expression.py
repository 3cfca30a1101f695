"""A decorator may be any expression."""
table = [lambda f: "first", lambda f: "second"]


@table[1]
def f():
    pass


@(lambda f: f() * 2)
def g():
    return 4


print(f, g)
