"""A class's __bases__ is the tuple of the bases it was given, or object alone."""
class A:
    pass


class B:
    pass


class C(A, B):
    pass


print(C.__bases__ == (A, B), A.__bases__ == (object,), int.__bases__ == (object,))
