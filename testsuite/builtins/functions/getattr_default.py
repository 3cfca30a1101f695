"""getattr() gives its default only when the attribute is missing."""
class A:
    x = None

    @property
    def broken(self):
        raise ValueError


a = A()
print(getattr(a, "x", 1), getattr(a, "y", 1))
try:
    getattr(a, "y")
except AttributeError:
    print("AttributeError")
try:
    getattr(a, "broken", 1)
except ValueError:
    print("ValueError")
