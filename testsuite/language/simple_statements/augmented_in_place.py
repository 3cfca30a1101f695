"""Augmented assignment changes a list in place and rebinds a tuple or string."""
a = a2 = [1]
a += [2]
t = t2 = (1,)
t += (2,)
s = s2 = "x"
s += "y"
print(a, a2, a is a2)
print(t, t2, s, s2)
