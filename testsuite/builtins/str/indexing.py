"""Indexing a string gives a string of length one, from either end, or IndexError."""
s = "abc"
print(s[0], s[-1], s[0][0], len(s[1]))
for i in (3, -4):
    try:
        print(s[i])
    except IndexError:
        print("IndexError")
try:
    print(s["0"])
except TypeError:
    print("TypeError")
