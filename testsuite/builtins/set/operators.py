"""The operators of sets give union, intersection, difference and the rest."""
a = {1, 2, 3}
b = {3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(b - a), sorted(a ^ b), sorted(a))
