"""None takes no attributes."""
try:
    None.x = 1
    print("set")
except AttributeError:
    print("AttributeError")
