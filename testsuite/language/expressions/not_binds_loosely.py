"""not binds looser than comparisons and tighter than and."""
print(not 1 == 2, not 0 in [0], not 0 and 0)
print((not 0) == 1, not 0 == 1)
