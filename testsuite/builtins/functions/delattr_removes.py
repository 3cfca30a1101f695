"""delattr() removes an attribute by name, and raises AttributeError if it is missing."""
class A:
    pass


a = A()
a.x = 1
delattr(a, "x")
print(hasattr(a, "x"))
try:
    delattr(a, "x")
except AttributeError:
    print("AttributeError")
