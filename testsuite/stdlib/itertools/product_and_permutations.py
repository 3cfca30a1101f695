"""product(), permutations() and combinations() go in the order of their input."""
from itertools import combinations, permutations, product

print(list(product("ab", [0, 1])), len(list(permutations(range(4)))))
print(list(permutations([1, 2, 3], 2))[:3], list(combinations("abc", 2)))
