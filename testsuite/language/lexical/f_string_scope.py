"""An f-string in a function sees local variables and those of enclosing functions."""
def outer(a):
    def inner(b):
        return f"{a}{b}{len(log)}"
    return inner


log = [1, 2]
print(outer("x")("y"))
