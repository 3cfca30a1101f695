"""bool() always gives one of the same two objects, and cannot be subclassed."""
print(bool(5) is True, bool("") is False, (1 < 2) is True, bool() is False)
try:
    class A(bool):
        pass
    print("subclassed")
except TypeError:
    print("TypeError")
