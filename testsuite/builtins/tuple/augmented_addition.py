"""Augmented addition takes a tuple only."""
t = (1,)
t += (2,)
print(t)
try:
    t += [3]
except TypeError:
    print("TypeError")
print(t)
