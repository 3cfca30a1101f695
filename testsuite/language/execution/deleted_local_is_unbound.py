"""A local name is unbound after del, even if a global one has the same name."""
x = "global"


def f():
    x = "local"
    print(x)
    del x
    try:
        print(x)
    except NameError:
        print("NameError")


f()
