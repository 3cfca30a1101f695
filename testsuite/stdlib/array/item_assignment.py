"""Items of an array are converted when assigned, and wrong types refused."""
from array import array

a = array("i", [1, 2])
a[-1] = True
print(list(a))
for value in ("x", 1.5):
    try:
        a[0] = value
        print(list(a))
    except TypeError:
        print("TypeError")
