"""A range has index() and count()."""
r = range(0, 20, 4)
print(r.index(8), r.count(8), r.count(9))
try:
    r.index(9)
except ValueError:
    print("ValueError")
