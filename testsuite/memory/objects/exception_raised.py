"""One unit is an exception that was raised and caught and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as error:
            kept[i] = error
    print(len(kept), kept[n - 1].args[0])
    return kept
