"""Augmented addition extends a list by any iterable, where + needs a list."""
a = [1]
a += "xy"
a += (2,)
print(a)
try:
    print(a + (3,))
except TypeError:
    print("TypeError")
