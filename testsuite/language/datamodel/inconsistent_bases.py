"""Bases that cannot be put in one order raise TypeError."""
class A:
    pass


class B(A):
    pass


try:
    class C(A, B):
        pass
    print("made")
except TypeError:
    print("TypeError")
