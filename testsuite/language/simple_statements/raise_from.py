"""raise from stores the cause in __cause__ and suppresses the context."""
try:
    try:
        raise KeyError("low")
    except KeyError as low:
        raise ValueError("high") from low
except ValueError as high:
    print(high.args, high.__cause__.args)
    print(high.__cause__ is high.__context__, high.__suppress_context__)
