"""super() works in a class method, where it passes the class on."""
class A:
    @classmethod
    def make(cls):
        return [cls.label]


class B(A):
    label = "b"

    @classmethod
    def make(cls):
        return super().make() + ["more"]


class C(B):
    label = "c"


print(B.make(), C.make())
