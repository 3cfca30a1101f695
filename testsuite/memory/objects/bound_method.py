"""One unit is a bound method of a common instance and its slot of the list."""
class Adder:
    def add(self, a):
        return a + 1


def run(n):
    adder = Adder()
    kept = [None] * n
    for i in range(n):
        kept[i] = adder.add
    print(len(kept), kept[n - 1](n))
    return kept
