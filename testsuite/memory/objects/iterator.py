"""One unit is an iterator over a common list and its slot of the list."""
def run(n):
    items = [5, 6, 7]
    kept = [None] * n
    for i in range(n):
        kept[i] = iter(items)
        next(kept[i])
    print(len(kept), next(kept[n - 1]))
    return kept
