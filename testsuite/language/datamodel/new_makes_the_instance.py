"""__new__ makes the instance and __init__ then gets it with the same arguments."""
class A:
    def __new__(cls, *args):
        self = object.__new__(cls)
        self.made_with = args
        return self

    def __init__(self, *args):
        self.init_with = args


a = A(1, 2)
print(a.made_with, a.init_with, type(a) is A)
