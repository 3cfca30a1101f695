"""One unit is a function, made again from the same code, and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        def number():
            return 7
        kept[i] = number
    print(len(kept), kept[n - 1]())
    return kept
