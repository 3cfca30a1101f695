"""An annotated name in a function is local even without a value."""
x = "global"


def f():
    x: int
    try:
        return x
    except NameError:
        return "NameError"


print(f())
