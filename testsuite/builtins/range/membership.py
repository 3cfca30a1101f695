"""The operator in of a range looks at the step, and a float is found by value."""
r = range(0, 100, 7)
print(49 in r, 50 in r, 100 in r, -7 in r, 49.0 in r, "49" in r, 0 in range(0))
