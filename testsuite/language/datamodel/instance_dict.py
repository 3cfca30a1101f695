"""An instance's __dict__ holds its own attributes."""
class A:
    x = 0

    def __init__(self):
        self.b = 1
        self.a = 2


a = A()
a.c = 3
print(sorted(a.__dict__.items()))
