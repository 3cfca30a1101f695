"""One unit is a string of 8 characters and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = "%08d" % i
    print(len(kept), kept[n - 1])
    return kept
