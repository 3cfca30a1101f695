"""A class pattern checks the class and its attributes, by __match_args__ or by name."""
class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def f(v):
    match v:
        case P(0, y):
            return "axis", y
        case P(x=x, y=3):
            return "line", x
        case int(n) | float(n):
            return "num", n
        case str():
            return "text"


for v in (P(0, 1), P(2, 3), P(4, 5), 7, "s"):
    print(f(v))
