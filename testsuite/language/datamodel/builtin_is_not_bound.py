"""A built-in function as a class attribute is not turned into a method."""
class A:
    size = len
    cast = int


print(A().size("abc"), A().cast("7"))
