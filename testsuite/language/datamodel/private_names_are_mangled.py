"""A name with two leading underscores in a class is mangled with the class's name."""
class A:
    def __init__(self):
        self.__x = "A"

    def a(self):
        return self.__x


class B(A):
    def __init__(self):
        super().__init__()
        self.__x = "B"


b = B()
print(b.a(), b._A__x, b._B__x, hasattr(b, "__x"))
