"""A slice of a tuple may have any step."""
t = (0, 1, 2, 3, 4)
print(t[::2], t[::-1], t[3:0:-2])
