"""A subclass of tuple may compute its items in __new__."""
class Pair(tuple):
    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    def total(self):
        return self[0] + self[1]


p = Pair(3, 4)
a, b = p
print(p, p.total(), a, b, p == (3, 4), len(p), isinstance(p, tuple))
