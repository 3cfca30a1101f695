"""remove() of a missing item raises KeyError, discard() does nothing."""
a = {1}
a.add(2)
a.add(2)
a.discard(9)
print(sorted(a))
try:
    a.remove(9)
except KeyError:
    print("KeyError")
a.remove(1)
print(a.pop(), a)
try:
    a.pop()
except KeyError:
    print("KeyError")
