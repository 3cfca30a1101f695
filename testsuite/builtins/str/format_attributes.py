"""A field may name attributes of its value."""
class A:
    x = 10


print("{0.x} {a.x:>4}".format(A, a=A()))
