"""Augmented assignment of an integer leaves other names of the old value alone."""
a = b = 2 ** 70
a += 1
print(a - b, b == 2 ** 70)
c = d = 5
c *= 2
print(c, d)
