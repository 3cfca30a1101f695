"""One unit is one call of an instance's method."""
class Adder:
    def add(self, a, b):
        return a + b


def run(n):
    adder = Adder()
    total = 0
    for i in range(n):
        total = adder.add(total, 3)
    print(total)
