"""super() raises AttributeError for a name that no later class has."""
class A:
    pass


class B(A):
    def f(self):
        return super().f()


try:
    print(B().f())
except AttributeError:
    print("AttributeError")
