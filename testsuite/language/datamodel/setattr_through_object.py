"""object.__setattr__ stores an attribute past the class's own __setattr__."""
class A:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 10)


a = A()
a.x = 4
print(a.x)
