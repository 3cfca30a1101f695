"""nonlocal lets an inner function rebind the nearest enclosing function's variable."""
x = "global"


def outer():
    x = 1

    def middle():
        def inner():
            nonlocal x
            x += 1
            return x
        return inner()

    return middle(), x


print(outer(), x)
