"""del of a name that is not bound raises NameError."""
x = 1
del x
try:
    del x
    print("deleted twice")
except NameError:
    print("NameError")
