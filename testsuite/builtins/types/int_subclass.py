"""A subclass of int computes like an integer and makes plain integers."""
class N(int):
    def double(self):
        return self * 2


n = N(21)
print(n + 1, n.double(), n == 21, isinstance(n, int), type(n + 1) is int, n // 2, -n)
