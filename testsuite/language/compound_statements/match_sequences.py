"""A sequence pattern matches lists and tuples by length, and strings never."""
def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return "one", a
        case [1, b]:
            return "one and", b
        case (a, *rest):
            return a, rest
        case _:
            return "other"


for x in ([], (5,), [1, 2], (2, 3, 4), "ab", {1: 2}):
    print(f(x))
