"""sorted() makes a new list of any iterable and leaves its argument alone."""
t = (3, 1, 2)
print(sorted(t), t, sorted("bca"), sorted({2: "x", 1: "y"}), sorted([]))
a = [2, 1]
print(sorted(a) is a, a)
