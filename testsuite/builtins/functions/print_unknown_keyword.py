"""print() refuses keywords it does not know."""
try:
    print("x", colour="red")
except TypeError:
    print("TypeError")
