"""A metaclass decides isinstance() with its __instancecheck__."""
class Meta(type):
    def __instancecheck__(cls, obj):
        return obj == 5


class Five(metaclass=Meta):
    pass


print(isinstance(5, Five), isinstance(6, Five), isinstance(6, (Five, int)))
