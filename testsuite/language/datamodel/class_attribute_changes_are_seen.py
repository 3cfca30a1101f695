"""A new value or method of a class is seen by instances that exist already."""
class A:
    x = 1


class B(A):
    pass


b = B()
A.x = 2
print(b.x)
A.double = lambda self: self.x * 2
print(b.double())
B.x = 5
print(b.double(), A.x)
del B.x
print(b.double())
