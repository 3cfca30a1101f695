"""In a diamond of classes the common base is searched after both branches."""
class Top:
    def who(self):
        return "Top"


class Left(Top):
    pass


class Right(Top):
    def who(self):
        return "Right"


class Bottom(Left, Right):
    pass


print(Bottom().who())
