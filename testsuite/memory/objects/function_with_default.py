"""One unit is a function with a default value and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        def number(k=i):
            return k
        kept[i] = number
    print(len(kept), kept[n - 1]())
    return kept
