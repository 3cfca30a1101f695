"""Augmented addition rebinds to what __iadd__ returns, and falls back to __add__."""
class A:
    def __add__(self, other):
        return "add", other


class B(A):
    def __iadd__(self, other):
        return "iadd", other


a = A()
a += 1
b = B()
b += 2
print(a, b)
