"""index() searches between bounds that work like those of a slice."""
a = [1, 2, 1, 2, 1]
print(a.index(1, 1), a.index(2, -2), a.index(1, -100, 1))
try:
    print(a.index(2, 0, 1))
except ValueError:
    print("ValueError")
