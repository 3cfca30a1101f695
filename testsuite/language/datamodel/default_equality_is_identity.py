"""Objects whose class defines no comparison are equal to themselves only."""
class A:
    pass


a = A()
b = A()
print(a == a, a == b, a != b, a != a)
print(len({a: 1, b: 2, a: 3}))
