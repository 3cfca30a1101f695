"""A bare raise in a function called from a handler raises the handled exception."""
def again():
    raise


try:
    try:
        raise KeyError("k")
    except KeyError:
        again()
except KeyError as e:
    print("KeyError", e.args)
