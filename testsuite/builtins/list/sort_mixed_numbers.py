"""sort() orders integers, floats and bools together by value."""
a = [3, 1.5, True, -2, 0.0, 2 ** 70, False]
a.sort()
print(a)
