"""sort() orders integers of any size and floats together by value."""
a = [3, 1.5, -2, 0.0, 2 ** 70, 1, -2 ** 70, 2.5]
a.sort()
print(a)
