"""dir() of an object lists its own attributes and its class's, sorted."""
class A:
    beta = 1

    def alpha(self):
        pass


a = A()
a.gamma = 2
print([name for name in dir(a) if name[0] != "_"])
