"""The operator @ calls __matmul__, __rmatmul__ and __imatmul__."""
class A:
    def __matmul__(self, other):
        return "matmul", other

    def __rmatmul__(self, other):
        return "rmatmul", other

    def __imatmul__(self, other):
        return "imatmul", other


a = A()
print(a @ 1, 2 @ a)
a @= 3
print(a)
