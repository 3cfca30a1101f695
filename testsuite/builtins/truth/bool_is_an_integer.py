"""True and False are the integers 1 and 0 in arithmetic and as indices."""
print(True + True, True * 5, -True, True / 2, True << 3, ["a", "b"][True])
print(True == 1, False == 0.0, True > False, sum([True, False, True]), 5 + False)
