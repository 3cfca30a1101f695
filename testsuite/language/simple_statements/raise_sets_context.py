"""An exception raised in a handler keeps the handled one in its __context__."""
try:
    try:
        raise KeyError("low")
    except KeyError:
        [][0]
except IndexError as e:
    print(e.__context__.args, e.__cause__, e.__suppress_context__)
try:
    raise ValueError
except ValueError as e:
    print(e.__context__)
