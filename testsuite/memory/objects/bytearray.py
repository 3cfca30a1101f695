"""One unit is a bytearray of 8 bytes and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = bytearray(8)
    print(len(kept), len(kept[n - 1]))
    return kept
