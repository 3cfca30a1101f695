"""One unit is two reads of an instance's attributes."""
class Pair:
    def __init__(self):
        self.a = 1
        self.b = 2


def run(n):
    pair = Pair()
    total = 0
    for i in range(n):
        total += pair.a + pair.b
    print(total)
