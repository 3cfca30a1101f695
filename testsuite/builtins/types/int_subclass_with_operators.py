"""A subclass of int may override operators, also when an integer is on the left."""
class Mod7(int):
    def __add__(self, other):
        return Mod7((int(self) + int(other)) % 7)

    __radd__ = __add__


a = Mod7(5)
print(int(a + 4), int(4 + a), int(a + a), isinstance(3 + a, Mod7))
