"""A class method gets the class it is called on; a static method gets nothing extra."""
class A:
    label = "A"

    @classmethod
    def c(cls, x):
        return cls.label, x

    @staticmethod
    def s(x):
        return x


class B(A):
    label = "B"


print(A.c(1), B.c(2), B().c(3))
print(A.s(4), B().s(5))
