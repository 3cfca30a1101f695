"""A field without a value raises IndexError or KeyError."""
try:
    print("{} {}".format(1))
except IndexError:
    print("IndexError")
try:
    print("{a}".format(b=1))
except KeyError:
    print("KeyError")
print("{}".format(1, 2))
