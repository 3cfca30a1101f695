"""A class body tells each attribute that has __set_name__ its owner and its name."""
class Field:
    def __set_name__(self, owner, name):
        self.told = (owner, name)


class A:
    x = Field()
    y = Field()


print(A.x.told[0] is A, A.x.told[1], A.y.told[1])
