"""A property without a setter cannot be assigned or deleted."""
class A:
    @property
    def x(self):
        return 1


a = A()
print(a.x)
try:
    a.x = 2
    print("set")
except AttributeError:
    print("AttributeError")
try:
    del a.x
    print("deleted")
except AttributeError:
    print("AttributeError")
