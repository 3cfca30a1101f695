"""__getattribute__ is asked for every attribute, also for those that exist."""
class A:
    x = 1

    def __getattribute__(self, name):
        return "saw " + name


a = A()
a.y = 2
print(a.x, a.y, a.z)
