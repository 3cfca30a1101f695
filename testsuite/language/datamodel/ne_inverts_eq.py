"""Without __ne__ the operator != inverts the result of __eq__."""
class A:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v


print(A(1) == A(1), A(1) != A(1), A(1) != A(2))
