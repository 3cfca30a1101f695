"""return and yield take a tuple with stars without brackets."""
def f(rest):
    return 1, *rest


def g(rest):
    yield 0, *rest


print(f([2, 3]), list(g("ab")))
