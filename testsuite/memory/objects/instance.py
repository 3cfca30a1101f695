"""One unit is an instance without attributes and its slot of the list."""
class Empty:
    pass


def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = Empty()
    print(len(kept), isinstance(kept[n - 1], Empty))
    return kept
