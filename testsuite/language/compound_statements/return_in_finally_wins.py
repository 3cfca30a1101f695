"""A return in finally replaces another return value and swallows an exception."""
def f(fail):
    try:
        if fail:
            raise ValueError
        return "try"
    finally:
        return "finally"


print(f(False), f(True))
