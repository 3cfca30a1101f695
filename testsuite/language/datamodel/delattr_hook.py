"""__delattr__ is called for the deletion of an attribute, which it may refuse."""
class A:
    def __delattr__(self, name):
        print("asked to delete", name)


a = A()
a.x = 1
del a.x
print(a.x)
delattr(a, "missing")
