"""str.format passes the specification to __format__."""
class A:
    def __format__(self, spec):
        return "[" + spec + "]"


print("{:>5} {} {:any text}".format(A(), A(), A()))
