"""A closure that reads a variable deleted meanwhile raises NameError."""
def outer():
    x = 1

    def inner():
        return x

    print(inner())
    del x
    return inner


try:
    print(outer()())
except NameError:
    print("NameError")
