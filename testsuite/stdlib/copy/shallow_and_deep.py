"""copy() shares the items of a list, deepcopy() copies them, also in a cycle."""
import copy

a = [[1], 2]
b = copy.copy(a)
c = copy.deepcopy(a)
a[0].append(9)
print(b, c)
a.append(a)
d = copy.deepcopy(a)
print(d[2] is d, d[0])
