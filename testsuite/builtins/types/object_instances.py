"""An object() has no attributes of its own and takes none."""
a = object()
print(a == a, a == object(), isinstance(5, object), isinstance(object, object), bool(a))
try:
    a.x = 1
    print("set")
except AttributeError:
    print("AttributeError")
try:
    object(1)
    print("accepted")
except TypeError:
    print("TypeError")
