"""A subscript evaluates the object, then the index; a slice from start to step."""
def n(x):
    log.append(x)
    return x


log = []
print(n([5, 6, 7, 8])[n(1)])
print([0, 1, 2, 3, 4][n(1):n(4):n(2)])
print(log[1:])
