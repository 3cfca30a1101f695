"""One unit is an integer of 71 bits and its slot of the list."""
def run(n):
    base = 2 ** 70
    kept = [None] * n
    for i in range(n):
        kept[i] = base + i
    print(len(kept), kept[n - 1] - base)
    return kept
