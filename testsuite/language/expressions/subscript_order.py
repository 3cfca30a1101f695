"""A subscript evaluates the object, then the index; a slice from start to step."""
def n(x):
    log.append(x)
    return x


log = []
print(n([5, 6, 7, 8])[n(1)])
print("abcdef"[n(5):n(0):n(-2)])
print(log[1:])
