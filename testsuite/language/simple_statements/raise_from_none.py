"""raise from None suppresses the context but keeps it."""
try:
    try:
        raise KeyError("low")
    except KeyError:
        raise ValueError("high") from None
except ValueError as e:
    print(e.args, e.__cause__, e.__suppress_context__, e.__context__.args)
