"""Containers and functions consume iterators item by item."""
def g(n):
    for i in range(n):
        yield i


print(sum(g(5)), max(g(4)), list(zip(g(2), g(9))), tuple(g(2)), sorted(g(3), reverse=True))
a, b, c = g(3)
it = g(6)
print(2 in it, list(it), a, b, c)
