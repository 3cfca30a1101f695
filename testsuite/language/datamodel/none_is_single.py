"""None's type makes no second None."""
print(type(None)() is None)
