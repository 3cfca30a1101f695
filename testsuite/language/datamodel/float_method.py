"""float() of an object calls its __float__."""
class A:
    def __float__(self):
        return 2.5


print(float(A()), float(A()) * 2)
