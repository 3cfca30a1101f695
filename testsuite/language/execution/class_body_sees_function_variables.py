"""A class body in a function reads the function's variables."""
def make(n):
    class A:
        value = n

        def get(self):
            return n, self.value
    return A


print(make(1)().get(), make("x")().get())
