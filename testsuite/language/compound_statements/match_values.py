"""A dotted name in a pattern is compared with; a plain name is bound."""
class Colour:
    red = 1
    blue = 2


def f(x):
    match x:
        case Colour.red:
            return "red"
        case Colour.blue:
            return "blue"
        case red:
            return "bound", red


print(f(1), f(2), f(3))
