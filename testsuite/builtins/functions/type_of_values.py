"""type() tells the exact class, where isinstance() accepts subclasses."""
class A:
    pass


class B(A):
    pass


print(type(B()) is B, type(B()) is A, isinstance(B(), A), type(A) is type)
print(type(1) is int, type(True) is int, type("") is str, type([]) is type([1]))
