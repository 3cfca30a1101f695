"""A default value is evaluated once, when the function is defined."""
def make():
    print("evaluated")
    return []


def f(x, items=make()):
    items.append(x)
    return items


print("defined")
print(f(1), f(2), f(3, [0]), f(4))
