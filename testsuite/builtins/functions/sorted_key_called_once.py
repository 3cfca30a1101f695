"""sorted() calls its key function once for each item."""
def key(x):
    calls.append(x)
    return -x


calls = []
print(sorted([3, 1, 2, 5, 4], key=key), len(calls))
