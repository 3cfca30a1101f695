"""When the left side lacks an operation, the right side's reflected method is called."""
class A:
    def __radd__(self, other):
        return "radd", other

    def __rsub__(self, other):
        return "rsub", other

    def __rpow__(self, other):
        return "rpow", other


print(1 + A())
print("s" - A())
print(2 ** A())
print(sum([A()], 5))
