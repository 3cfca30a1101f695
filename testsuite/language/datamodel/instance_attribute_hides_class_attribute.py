"""An instance's attribute hides the class's of the same name until it is deleted."""
class A:
    x = 1


a = A()
b = A()
a.x = 2
print(a.x, b.x, A.x)
del a.x
print(a.x)
try:
    del a.x
except AttributeError:
    print("AttributeError")
