"""Assigning __class__ changes which methods an instance has."""
class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


a = A()
a.__class__ = B
print(a.who(), type(a) is B)
