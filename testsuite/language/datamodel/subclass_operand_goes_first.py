"""A right operand of a subclass that overrides the reflected method is asked first."""
class A:
    def __add__(self, other):
        return "A.add"

    def __radd__(self, other):
        return "A.radd"


class B(A):
    def __radd__(self, other):
        return "B.radd"


print(A() + A(), A() + B(), B() + A())
