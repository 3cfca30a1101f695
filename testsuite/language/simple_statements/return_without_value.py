"""A function that ends without return, or with a bare one, returns None."""
def a():
    pass


def b(x):
    if x:
        return
    return x


print(a(), b(1), b(0))
