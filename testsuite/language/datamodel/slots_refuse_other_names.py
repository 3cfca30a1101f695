"""An instance of a class with __slots__ takes no attribute that is not named there."""
class P:
    __slots__ = ("x", "y")


p = P()
p.x = 1
try:
    p.z = 3
    print("set")
except AttributeError:
    print("AttributeError")
try:
    print(p.y)
except AttributeError:
    print("y is not set yet")
print(p.x, hasattr(p, "__dict__"))
