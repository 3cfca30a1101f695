"""The statement @= calls __imatmul__."""
class A:
    def __imatmul__(self, other):
        return "imatmul", other


a = A()
a @= 3
print(a)
