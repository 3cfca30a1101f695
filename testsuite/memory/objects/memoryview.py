"""One unit is a memoryview of a common bytearray and its slot of the list."""
def run(n):
    data = bytearray(b"12345678")
    kept = [None] * n
    for i in range(n):
        kept[i] = memoryview(data)
    print(len(kept), kept[n - 1][0])
    return kept
