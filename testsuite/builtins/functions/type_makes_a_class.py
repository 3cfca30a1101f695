"""type() with three arguments makes a class of that name, bases and namespace."""
class A:
    def f(self):
        return self.x


B = type("B", (A,), {"x": 5, "g": lambda self: self.f() + 1})
print(B().f(), B().g(), issubclass(B, A), type(B) is type)
