"""The method is looked up before the arguments are evaluated."""
def argument():
    print("argument evaluated")


try:
    "text".no_such_method(argument())
except AttributeError:
    print("AttributeError")
