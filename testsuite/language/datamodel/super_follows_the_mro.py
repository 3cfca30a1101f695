"""super() continues with the next class in the instance's order, not with the base."""
class Top:
    def path(self):
        return ["Top"]


class Left(Top):
    def path(self):
        return ["Left"] + super().path()


class Right(Top):
    def path(self):
        return ["Right"] + super().path()


class Bottom(Left, Right):
    def path(self):
        return ["Bottom"] + super().path()


print(Bottom().path())
print(Left().path())
