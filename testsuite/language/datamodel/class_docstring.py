"""A string that starts a class body is the class's __doc__, which subclasses lack."""
class A:
    "About A"


class B(A):
    pass


print(repr(A.__doc__), repr(A().__doc__), repr(B.__doc__))
