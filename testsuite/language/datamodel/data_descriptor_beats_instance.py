"""A descriptor with __set__ is found before the instance's attribute of that name."""
class Data:
    def __get__(self, instance, owner):
        return "descriptor"

    def __set__(self, instance, value):
        print("set", value)


class A:
    pass


a = A()
a.x = "instance"
print(a.x)
A.x = Data()
print(a.x)
a.x = "again"
