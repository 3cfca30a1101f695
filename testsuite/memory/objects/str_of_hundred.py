"""One unit is a string of 100 characters and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = "%0100d" % i
    print(len(kept), len(kept[n - 1]))
    return kept
