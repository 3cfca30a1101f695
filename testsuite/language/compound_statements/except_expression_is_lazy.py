"""A handler's class is evaluated only when an exception reaches that handler."""
def cls(c, name):
    print("evaluate", name)
    return c


try:
    pass
except cls(ValueError, "unused"):
    pass
try:
    raise KeyError
except cls(ValueError, "first"):
    pass
except cls(KeyError, "second"):
    print("handled")
except cls(KeyError, "third"):
    pass
