"""A range has start, stop and step."""
r = range(5, 1, -2)
print(r.start, r.stop, r.step, range(4).start, range(4).step)
