"""A difference of large integers is an ordinary small one, fit for an index."""
a = 2 ** 80 + 2
b = 2 ** 80
print(a - b, [5, 6, 7][a - b], "ab" * (a - b), a - b == 2, hash(a - b) == hash(2))
print({2: "found"}[a - b], list(range(a - b)), chr(a - b + 95))
