"""One unit is an instance with four attributes and its slot of the list."""
class Record:
    def __init__(self, a):
        self.a = a
        self.b = 1
        self.c = 2
        self.d = 3


def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = Record(i)
    print(len(kept), kept[n - 1].a, kept[n - 1].d)
    return kept
