"""remove() and index() find the first equal item, or raise ValueError."""
a = [1, 2.0, True, 2, "x"]
a.remove(2)
print(a, a.index(True), a.index(2))
try:
    a.remove("y")
except ValueError:
    print("ValueError")
try:
    a.index("y")
except ValueError:
    print("ValueError")
