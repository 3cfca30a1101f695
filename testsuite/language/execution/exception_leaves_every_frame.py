"""An exception passes through callers until one handles it, and execution goes on there."""
def inner():
    print("inner")
    raise KeyError("k")
    print("not reached")


def middle():
    inner()
    print("not reached")


def outer():
    try:
        middle()
    except KeyError:
        print("handled")
    return "went on"


print(outer())
