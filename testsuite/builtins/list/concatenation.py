"""Lists concatenate with lists only, into a new list."""
a = [1]
b = a + [2]
print(a, b, [] + [] is not [])
for other in ((2,), "b", None, range(1)):
    try:
        print(a + other)
    except TypeError:
        print("TypeError")
