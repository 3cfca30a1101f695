"""The targets of del may stand in brackets."""
a = b = c = d = 1
del (a, [b]), (c)
print([name in globals() for name in ("a", "b", "c", "d")])
