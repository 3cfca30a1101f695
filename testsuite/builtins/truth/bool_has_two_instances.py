"""bool() always gives one of the same two objects."""
print(bool(5) is True, bool("") is False, (1 < 2) is True, bool() is False, bool(True) is True)
