"""One unit is a named tuple of two small integers and its slot of the list."""
from collections import namedtuple

Point = namedtuple("Point", ("x", "y"))


def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = Point(i, 2)
    print(len(kept), kept[n - 1].x, kept[n - 1].y)
    return kept
