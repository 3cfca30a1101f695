"""A class's __mro__ is the tuple of the classes searched, from itself to object."""
class A:
    pass


class B(A):
    pass


class C(A):
    pass


class D(B, C):
    pass


print(len(D.__mro__), D.__mro__ == (D, B, C, A, object))
