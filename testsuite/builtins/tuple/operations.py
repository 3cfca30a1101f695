"""Tuples concatenate, repeat, slice and search like other sequences."""
t = (1, 2, 3, 2)
print(t + (4,), t * 2, t[1:3], t[-2:], 2 in t, t.count(2), t.index(3), t[-1])
try:
    t.index(9)
except ValueError:
    print("ValueError")
