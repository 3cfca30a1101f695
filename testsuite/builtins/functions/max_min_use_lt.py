"""max() and min() work with objects that have __lt__ alone."""
class A:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


items = [A(2), A(3), A(1)]
print(min(items).n, max(items).n)
