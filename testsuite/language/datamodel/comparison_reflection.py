"""When the left side cannot compare, the right side's mirrored method is asked."""
class A:
    def __gt__(self, other):
        return "gt", other

    def __le__(self, other):
        return "le", other

    def __eq__(self, other):
        return "eq", other


a = A()
print(1 < a)
print(2 >= a)
print(3 == a)
