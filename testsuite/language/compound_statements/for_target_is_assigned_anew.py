"""Assigning to the variable of a for loop does not change its course."""
for i in range(3):
    print(i)
    i = 10
for i, (a, b) in (("x", (1, 2)), ("y", "pq")):
    print(i, a, b)
