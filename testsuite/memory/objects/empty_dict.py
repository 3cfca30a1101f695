"""One unit is an empty dict and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = {}
    print(len(kept), kept[n - 1])
    return kept
