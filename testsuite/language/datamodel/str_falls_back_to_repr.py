"""str() of an object without __str__ gives its repr; containers show the repr."""
class OnlyRepr:
    def __repr__(self):
        return "R"


class Both(OnlyRepr):
    def __str__(self):
        return "S"


print(OnlyRepr(), str(OnlyRepr()), Both(), repr(Both()))
print([Both(), (Both(),)], {1: Both()})
