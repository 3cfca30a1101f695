"""The comma makes a tuple, not the brackets, except for the empty one."""
a = 1,
b = (1)
c = ()
print(a, b, c, (2,), len((1, 2,)))
x = y, z = 3, 4
print(x, y, z)
