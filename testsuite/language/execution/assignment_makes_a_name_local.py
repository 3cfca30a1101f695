"""A name assigned anywhere in a function is local in all of it, and unbound until then."""
x = "global"


def f(assign):
    try:
        print(x)
    except NameError:
        print("NameError")
    if assign:
        x = "local"
        print(x)


f(False)
f(True)
print(x)
