"""__init_subclass__ runs for each later subclass, with the class keywords it was given."""
class Base:
    seen = []

    def __init_subclass__(cls, tag="none"):
        cls.seen.append((tag, cls.x))


class A(Base, tag="first"):
    x = 1


class B(A):
    x = 2


print(Base.seen)
