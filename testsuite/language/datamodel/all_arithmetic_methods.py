"""Each binary operator has a method of its own."""
class A:
    def __floordiv__(self, o):
        return "floordiv"

    def __truediv__(self, o):
        return "truediv"

    def __mod__(self, o):
        return "mod"

    def __lshift__(self, o):
        return "lshift"

    def __xor__(self, o):
        return "xor"

    def __and__(self, o):
        return "and"


a = A()
print(a // 1, a / 1, a % 1, a << 1, a ^ 1, a & 1)
