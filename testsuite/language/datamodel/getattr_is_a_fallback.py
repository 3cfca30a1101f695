"""__getattr__ is asked only for attributes that are not found otherwise."""
class A:
    x = 1

    def __init__(self):
        self.y = 2

    def __getattr__(self, name):
        if name == "z":
            raise AttributeError(name)
        return "made " + name


a = A()
print(a.x, a.y, a.w)
print(getattr(a, "z", "default"), hasattr(a, "z"), hasattr(a, "other"))
