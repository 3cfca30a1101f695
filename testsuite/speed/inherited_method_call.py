"""One unit is one call of a method that calls the one it overrides."""
class Base:
    def add(self, a):
        return a + 1


class Derived(Base):
    def add(self, a):
        return super().add(a) + 2


def run(n):
    adder = Derived()
    total = 0
    for i in range(n):
        total = adder.add(total)
    print(total)
