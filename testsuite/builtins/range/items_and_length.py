"""A range holds the numbers from start up to or down to stop, which is left out."""
for r in (range(5), range(2, 5), range(0, 10, 3), range(5, 0, -2), range(3, 3), range(0, 5, -1)):
    print(list(r), len(r))
