"""An if statement tests its conditions in order and runs one suite."""
def test(x):
    print("test", x)
    return x


if test(0):
    print("a")
elif test(""):
    print("b")
elif test(2):
    print("c")
elif test(3):
    print("d")
else:
    print("e")
