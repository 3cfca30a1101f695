"""setattr() sets attributes whose names are no identifiers."""
class A:
    pass


a = A()
setattr(a, "x", 1)
setattr(a, "not an identifier", 2)
print(a.x, getattr(a, "not an identifier"), hasattr(a, "x"), hasattr(a, "z"))
