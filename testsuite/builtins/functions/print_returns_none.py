"""print() returns None and rejects unknown keywords."""
print(print("inner"))
try:
    print("x", colour="red")
except TypeError:
    print("TypeError")
