"""Several conditions in a comprehension are tried in order and stop at the first false."""
def seen(x):
    log.append(x)
    return True


log = []
print([x for x in range(6) if x % 2 if seen(x) if x > 1], log)
