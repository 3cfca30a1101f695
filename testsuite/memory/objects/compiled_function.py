"""One unit is a function compiled anew, its code included, and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = eval("lambda a: a + 1")
    print(len(kept), kept[n - 1](n))
    return kept
