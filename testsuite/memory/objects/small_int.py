"""One unit is a small integer and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = 1000 + i
    print(len(kept), kept[n - 1])
    return kept
