"""super() reaches plain attributes of the base as well."""
class A:
    x = 1


class B(A):
    x = 2

    def both(self):
        return self.x, super().x


print(B().both())
