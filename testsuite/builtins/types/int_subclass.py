"""A subclass of int computes like an integer and makes plain integers."""
class N(int):
    def double(self):
        return self * 2


n = N(21)
print(n, n + 1, n.double(), n == 21, [0] * N(2), {21: "k"}[n], hash(n) == hash(21))
print(isinstance(n, int), type(n + n) is int, type(N(1)) is int, n // N(2))
