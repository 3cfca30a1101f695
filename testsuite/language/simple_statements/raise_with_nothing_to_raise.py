"""A bare raise while no exception is handled raises RuntimeError."""
try:
    raise
except RuntimeError:
    print("RuntimeError")
try:
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    raise
except RuntimeError:
    print("RuntimeError")
