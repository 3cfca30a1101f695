"""A closure sees the value its variable has when the closure is called."""
def make():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    return functions


print([f() for f in make()])


def late():
    def inner():
        return x
    x = "bound later"
    return inner


print(late()())
