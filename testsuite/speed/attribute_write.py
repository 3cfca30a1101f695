"""One unit is two writes of an instance's attributes."""
class Pair:
    def __init__(self):
        self.a = 0
        self.b = 0


def run(n):
    pair = Pair()
    for i in range(n):
        pair.a = i
        pair.b = 2
    print(pair.a, pair.b)
