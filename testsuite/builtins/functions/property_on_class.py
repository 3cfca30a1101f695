"""A property read from the class is the property itself."""
class A:
    x = property(lambda self: "value")


print(A().x, isinstance(A.x, property), A.x.fget(None))
