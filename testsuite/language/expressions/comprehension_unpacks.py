"""The target of a comprehension may unpack."""
pairs = [(1, (2, 3)), (4, (5, 6))]
print([a + b + c for a, (b, c) in pairs])
print(sorted({k: v for v, k in zip("ab", (1, 2))}.items()))
