"""A bare raise raises the exception that is being handled once more."""
def f():
    try:
        raise KeyError("k")
    except KeyError as e:
        print("first", e.args)
        raise


try:
    f()
except KeyError as e:
    print("second", e.args)
