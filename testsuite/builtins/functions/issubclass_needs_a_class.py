"""issubclass() of something that is not a class raises TypeError."""
class A:
    pass


print(issubclass(A, object), issubclass(A, A), issubclass(object, A))
try:
    print(issubclass(A(), A))
except TypeError:
    print("TypeError")
