"""One unit is a dict of four small integers and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = {"a": i, "b": 1, "c": 2, "d": 3}
    print(len(kept), kept[n - 1]["a"], len(kept[n - 1]))
    return kept
