"""One unit is a bytes object of 8 bytes and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = bytes([i & 255, i >> 8, 1, 2, 3, 4, 5, 6])
    print(len(kept), kept[n - 1][0], len(kept[n - 1]))
    return kept
