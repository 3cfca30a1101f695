"""One unit is a list that grew to five items and its slot of the list that holds it."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = []
        for k in range(5):
            kept[i].append(k)
    print(len(kept), kept[n - 1])
    return kept
