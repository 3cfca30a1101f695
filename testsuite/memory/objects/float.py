"""One unit is a float and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = i + 0.5
    print(len(kept), kept[n - 1])
    return kept
