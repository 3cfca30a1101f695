"""A descriptor without __set__ gives way to the instance's attribute of that name."""
class NonData:
    def __get__(self, instance, owner):
        return "descriptor"


class A:
    x = NonData()


a = A()
print(a.x)
a.x = "instance"
print(a.x)
