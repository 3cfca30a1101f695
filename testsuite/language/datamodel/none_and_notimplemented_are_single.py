"""None's type makes no second None, and None has no attributes to set."""
print(type(None)() is None)
try:
    None.x = 1
    print("set")
except AttributeError:
    print("AttributeError")
