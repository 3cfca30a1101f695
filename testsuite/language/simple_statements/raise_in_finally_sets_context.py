"""An exception raised in a finally block replaces the one in flight and keeps it."""
try:
    try:
        raise KeyError("first")
    finally:
        raise ValueError("second")
except ValueError as e:
    print(e.args, e.__context__.args)
