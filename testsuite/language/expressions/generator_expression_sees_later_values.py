"""A generator expression sees the values its free variables have when it runs."""
n = 1
g = (x * n for x in (1, 2, 3))
n = 10
print(next(g))
n = 100
print(list(g))
