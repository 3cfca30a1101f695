"""The augmented operators of sets change the set in place."""
a = b = {1, 2, 3}
a |= {4}
a &= {2, 3, 4}
a -= {2}
a ^= {3, 9}
print(sorted(b), a is b)
