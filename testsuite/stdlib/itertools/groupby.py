"""groupby() groups neighbours with equal keys."""
from itertools import groupby

print([(k, list(g)) for k, g in groupby("aabca")])
print([(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], lambda x: x % 2)])
