"""A mapping pattern matches if its keys are there, and ** takes the others."""
def f(x):
    match x:
        case {"k": 1, "l": l}:
            return "both", l
        case {"k": k, **rest}:
            return k, rest
        case {}:
            return "mapping"
        case _:
            return "other"


for x in ({"k": 1, "l": 2, "m": 3}, {"k": 5, "z": 6}, {}, [1]):
    print(f(x))
