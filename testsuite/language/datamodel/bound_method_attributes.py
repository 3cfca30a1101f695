"""A bound method has __self__ and __func__, and two of the same kind are equal."""
class A:
    def f(self):
        pass


a = A()
print(a.f.__self__ is a, a.f.__func__ is A.f)
print(a.f == a.f, a.f == A().f)
