"""The unary operators and abs() call their methods and return what those return."""
class A:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"


a = A()
print(-a, +a, ~a, abs(a))
