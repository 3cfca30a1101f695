"""An assignment binds another name to the same object and copies nothing."""
a = b = []
c = a
b.append(1)
print(a, c, a is b)
rows = [[0] * 2] * 2
rows[0][0] = 5
print(rows)
