"""A property of the base can be read through super()."""
class A:
    @property
    def p(self):
        return self.x * 10


class B(A):
    x = 2

    @property
    def p(self):
        return super().p + 1


print(B().p)
