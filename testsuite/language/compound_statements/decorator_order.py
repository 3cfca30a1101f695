"""Decorators are evaluated from the top down and applied from the bottom up."""
def mark(name):
    print("evaluate", name)

    def decorate(f):
        print("apply", name)
        return lambda: name + f()
    return decorate


@mark("a")
@mark("b")
def f():
    return "f"


print(f())
