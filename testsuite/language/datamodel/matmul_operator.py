"""The operator @ calls __matmul__ and __rmatmul__."""
class A:
    def __matmul__(self, other):
        return "matmul", other

    def __rmatmul__(self, other):
        return "rmatmul", other


a = A()
print(a @ 1, 2 @ a)
