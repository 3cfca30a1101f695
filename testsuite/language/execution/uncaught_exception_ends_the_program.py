"""An exception nobody handles ends the program after the finally blocks on its way."""
def f():
    try:
        print("raising")
        raise LookupError("nobody handles this")
    finally:
        print("finally in f")


try:
    f()
    print("not reached")
finally:
    print("finally outside")
print("not reached either")
