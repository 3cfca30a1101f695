"""A range may have bounds beyond any machine integer."""
n = 2 ** 70
r = range(n, n + 6, 2)
print(list(r) == [n, n + 2, n + 4], r[1] - n, n + 4 in r, len(r))
print([i - n for i in range(n + 2, n, -1)])
