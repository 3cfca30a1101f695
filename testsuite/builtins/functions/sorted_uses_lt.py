"""sorted() needs no comparison but __lt__."""
class A:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


items = [A(2), A(3), A(1)]
print([a.n for a in sorted(items)], [a.n for a in sorted(items, reverse=True)])
