"""An annotation without a value binds nothing."""
x: int
try:
    print(x)
except NameError:
    print("NameError")


class A:
    y: int


print(hasattr(A, "y"))
