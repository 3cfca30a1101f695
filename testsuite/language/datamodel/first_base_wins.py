"""With several bases an attribute is taken from the first that has it."""
class A:
    x = "A"


class B:
    x = "B"
    y = "B"


class C(A, B):
    pass


class D(B, A):
    pass


print(C.x, C.y, D.x, C().y)
