"""Equal tuples have equal hashes and are one dict key."""
d = {(1, "a"): 1, (): 2}
print(d[(1.0, "a")], d[tuple([])], hash((1, 2)) == hash((1.0, 2)), (1, 2) < (1, 2, 0))
print((1, (2, 3)) == (1, (2, 3)), (1,) != [1])
