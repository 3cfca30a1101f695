"""One unit is an array of four 16-bit integers and its slot of the list."""
from array import array


def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = array("h", [1, 2, 3, 4])
    print(len(kept), sum(kept[n - 1]))
    return kept
