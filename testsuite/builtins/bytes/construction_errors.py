"""bytes() refuses integers that are no bytes, and a string without an encoding."""
for x in ([255], [256], [-1], [1, 2, 300]):
    try:
        print(bytes(x))
    except ValueError:
        print("ValueError")
try:
    print(bytes("abc"))
except TypeError:
    print("TypeError")
