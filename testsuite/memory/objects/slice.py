"""One unit is a slice object and its slot of the list."""
class Show:
    def __getitem__(self, key):
        return key


def run(n):
    show = Show()
    kept = [None] * n
    for i in range(n):
        kept[i] = show[i:n]
    print(len(kept), kept[n - 1] is not None)
    return kept
