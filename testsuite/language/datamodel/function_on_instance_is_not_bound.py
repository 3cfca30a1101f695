"""A function stored on an instance is called without the instance."""
class A:
    def method(*args):
        return len(args)


a = A()
print(a.method(1))
a.method = lambda *args: len(args)
print(a.method(1))
