"""Reading, writing and deleting beyond a list's end raises IndexError."""
a = [1, 2]
try:
    a[2]
except IndexError:
    print("IndexError")
try:
    a[-3] = 0
except IndexError:
    print("IndexError")
try:
    del a[2]
except IndexError:
    print("IndexError")
try:
    a["0"]
except TypeError:
    print("TypeError")
print(a)
