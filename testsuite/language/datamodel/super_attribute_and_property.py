"""super() reaches plain attributes and properties of the base as well."""
class A:
    x = 1

    @property
    def p(self):
        return self.x * 10


class B(A):
    x = 2

    @property
    def p(self):
        return super().p + super().x


print(B().p)
