"""Calling an instance calls its class's __call__ with all the arguments."""
class A:
    def __call__(self, *args, **kwargs):
        return args, kwargs


a = A()
print(a(1, 2, key=3))
print(callable(a), callable(object()))
