"""zip() of unpacked rows gives columns."""
rows = [(1, 2, 3), (4, 5, 6)]
print(list(zip(*rows)), list(zip(*zip(*rows))) == rows)
