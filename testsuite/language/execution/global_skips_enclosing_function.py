"""global names the module's variable, not that of an enclosing function."""
x = "module"


def outer():
    x = "outer"

    def inner():
        global x
        x = "changed"
        return x

    inner()
    return x


print(outer(), x)
