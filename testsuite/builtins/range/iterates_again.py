"""A range can be iterated many times at once, and is no iterator itself."""
r = range(3)
print([(i, j) for i in r for j in r if i < j], list(r), list(r))
try:
    next(r)
except TypeError:
    print("TypeError")
