"""A string's characters cannot be assigned or deleted."""
s = "abc"
try:
    s[0] = "x"
except TypeError:
    print("TypeError")
try:
    del s[0]
except TypeError:
    print("TypeError")
print(s)
