"""One unit is a range and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = range(i, i + 3)
    print(len(kept), list(kept[n - 1]))
    return kept
