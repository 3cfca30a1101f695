"""A guard is evaluated after its pattern has bound its names, and may reject the case."""
def f(x):
    match x:
        case (a, b) if a == b:
            return "equal"
        case [a, b] if a < b:
            return "rising"
        case [_, _] as whole:
            return whole


print(f((1, 1)), f((1, 2)), f((2, 1)), f(0))
