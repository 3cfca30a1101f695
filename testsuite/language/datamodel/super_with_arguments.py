"""super(cls, obj) starts the search after cls."""
class A:
    def f(self):
        return "A"


class B(A):
    def f(self):
        return "B"


class C(B):
    def f(self):
        return "C"


c = C()
print(super(C, c).f(), super(B, c).f())
