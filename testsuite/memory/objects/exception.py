"""One unit is an exception with one argument, never raised, and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = ValueError(i)
    print(len(kept), kept[n - 1].args[0])
    return kept
