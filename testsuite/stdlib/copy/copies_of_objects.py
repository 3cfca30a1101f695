"""copy() of an object makes another with the same attributes."""
import copy


class A:
    pass


a = A()
a.items = [1]
b = copy.copy(a)
c = copy.deepcopy(a)
a.items.append(2)
print(b.items, c.items, b is a, isinstance(b, A))
