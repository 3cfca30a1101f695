"""A property's setter and deleter are called by assignment and del."""
class A:
    @property
    def x(self):
        return self._x

    @x.setter
    def x(self, value):
        self._x = value * 2

    @x.deleter
    def x(self):
        print("deleted")
        self._x = None


a = A()
a.x = 1
a.x += 3
print(a.x)
del a.x
print(a.x)
