"""getattr() gives its default only when the attribute is missing."""
class A:
    x = None


a = A()
print(getattr(a, "x", 1), getattr(a, "y", 1), getattr(a, "y", None))
try:
    getattr(a, "y")
except AttributeError:
    print("AttributeError")
