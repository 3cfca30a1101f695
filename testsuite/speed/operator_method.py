"""One unit is one addition of two instances by their own method."""
class Point:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Point(self.x + other.x)


def run(n):
    total = Point(0)
    step = Point(3)
    for i in range(n):
        total = total + step
    print(total.x)
