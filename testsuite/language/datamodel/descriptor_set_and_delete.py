"""Assignment and deletion go to a descriptor's __set__ and __delete__."""
class Field:
    def __get__(self, instance, owner):
        return instance.stored

    def __set__(self, instance, value):
        instance.stored = value + 1

    def __delete__(self, instance):
        instance.stored = "deleted"


class A:
    x = Field()


a = A()
a.x = 1
print(a.x, a.stored)
del a.x
print(a.x)
