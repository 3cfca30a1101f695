"""One unit is a generator that has yielded once and its slot of the list."""
def count(k):
    while True:
        yield k
        k += 1


def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = count(i)
        next(kept[i])
    print(len(kept), next(kept[n - 1]))
    return kept
