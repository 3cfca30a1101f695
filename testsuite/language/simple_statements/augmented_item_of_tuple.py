"""An augmented assignment to a tuple's item changes the item, then raises TypeError."""
t = ([1], 2)
try:
    t[0] += [9]
except TypeError:
    print("TypeError")
print(t)
