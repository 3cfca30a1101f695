"""A slice has start, stop and step as they were given."""
s = slice(1, "b", None)
print(s.start, s.stop, s.step)
print(slice(5).start, slice(5).stop, slice(None, 2 ** 40, -1).step)
