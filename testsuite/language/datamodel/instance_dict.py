"""An instance's __dict__ holds its own attributes in the order they were set."""
class A:
    x = 0

    def __init__(self):
        self.b = 1
        self.a = 2


a = A()
a.c = 3
print(a.__dict__)
