"""One unit is a set of four small integers and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = set((-1, -2, -3, i))
    print(len(kept), n - 1 in kept[n - 1], len(kept[n - 1]))
    return kept
