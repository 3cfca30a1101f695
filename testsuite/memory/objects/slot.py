"""One unit is a slot of a list, which holds None."""
def run(n):
    kept = [None] * n
    print(len(kept), kept[n - 1])
    return kept
