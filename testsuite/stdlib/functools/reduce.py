"""reduce() folds from the left, from an initial value if there is one."""
from functools import reduce

print(reduce(lambda a, b: (a, b), [1, 2, 3]), reduce(max, [], 7), reduce(pow, [2, 3], 2))
try:
    reduce(max, [])
except TypeError:
    print("TypeError")
