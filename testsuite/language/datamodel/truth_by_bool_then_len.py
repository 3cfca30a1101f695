"""An object's truth is its __bool__, else whether its __len__ is not zero, else true."""
class Neither:
    pass


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Both(Sized):
    def __bool__(self):
        return self.n == 0


print(bool(Neither()), bool(Sized(0)), bool(Sized(2)))
print(bool(Both(0)), bool(Both(2)))
