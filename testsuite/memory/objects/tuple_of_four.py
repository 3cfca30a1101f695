"""One unit is a tuple of four small integers and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = (i, 1, 2, 3)
    print(len(kept), kept[n - 1])
    return kept
