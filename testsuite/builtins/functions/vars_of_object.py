"""vars() of an object gives its own attributes."""
class A:
    x = 0


a = A()
a.b = 1
a.a = 2
print(sorted(vars(a).items()))
