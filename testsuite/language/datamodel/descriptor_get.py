"""A class attribute with __get__ is asked with the instance, or None, and the class."""
class Show:
    def __get__(self, instance, owner):
        return instance is None, instance is a, owner is A


class A:
    x = Show()


a = A()
print(a.x)
print(A.x)
