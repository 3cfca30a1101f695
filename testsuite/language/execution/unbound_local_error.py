"""Reading a local name before its assignment raises UnboundLocalError, a NameError."""
def f():
    x += 1


try:
    f()
except UnboundLocalError:
    print("UnboundLocalError")
print(issubclass(UnboundLocalError, NameError))
