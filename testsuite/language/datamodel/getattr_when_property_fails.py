"""__getattr__ is asked when a property raises AttributeError."""
class A:
    @property
    def x(self):
        raise AttributeError("x")

    def __getattr__(self, name):
        return "fallback " + name


print(A().x)
