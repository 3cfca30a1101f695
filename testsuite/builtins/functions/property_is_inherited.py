"""A property calls the method of the class where it was made, not an override."""
class A:
    def get(self):
        return "A"

    x = property(get)
    y = property(lambda self: self.get())


class B(A):
    def get(self):
        return "B"


print(B().x, B().y)
