"""One unit is a dict that grew to 16 small integers and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = {}
        for k in range(16):
            kept[i][k] = i
    print(len(kept), kept[n - 1][15], len(kept[n - 1]))
    return kept
