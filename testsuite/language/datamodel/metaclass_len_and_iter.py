"""len() and iteration of a class use the methods of its metaclass."""
class Meta(type):
    def __len__(cls):
        return 2

    def __iter__(cls):
        return iter(cls.items)


class A(metaclass=Meta):
    items = (1, 2)

    def __len__(self):
        return 99


print(len(A), list(A), len(A()))
