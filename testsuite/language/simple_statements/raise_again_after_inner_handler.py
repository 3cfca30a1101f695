"""A bare raise after an inner try statement raises the outer exception."""
try:
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            raise ValueError("inner")
        except ValueError:
            print("inner handled")
        raise
except KeyError as e:
    print("KeyError", e.args)
