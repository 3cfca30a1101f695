"""One unit is one instance made with two attributes."""
class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b


def run(n):
    total = 0
    for i in range(n):
        total += Pair(1, 2).b
    print(total)
