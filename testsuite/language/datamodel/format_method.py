"""format() and str.format pass the specification to __format__."""
class A:
    def __format__(self, spec):
        return "[" + spec + "]"


print(format(A()), format(A(), "x"), "{:>5} {}".format(A(), A()))
