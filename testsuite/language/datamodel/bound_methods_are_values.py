"""A method taken from an instance remembers the instance."""
class A:
    def __init__(self, n):
        self.n = n

    def get(self, k):
        return self.n + k


f = A(10).get
g = A.get
print(f(1), g(A(20), 2), [m(0) for m in (A(1).get, A(2).get)])
