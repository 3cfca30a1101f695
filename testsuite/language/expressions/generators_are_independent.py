"""Each call of a generator function makes a generator with its own variables."""
def count(n):
    while True:
        yield n
        n += 1


a = count(0)
b = count(10)
print(next(a), next(b), next(a), next(a), next(b))
