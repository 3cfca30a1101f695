"""A tuple's items cannot be assigned or deleted, but a list in it can change."""
t = (1, [2])
try:
    t[0] = 5
except TypeError:
    print("TypeError")
try:
    del t[0]
except TypeError:
    print("TypeError")
t[1].append(3)
print(t)
