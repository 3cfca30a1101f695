"""Addition, subtraction and negation are exact around 2**30."""
n = 2 ** 30
for i in (-2, -1, 0, 1):
    print(n + i, -n + i, -(n + i), (n + i) - (n - 1))
