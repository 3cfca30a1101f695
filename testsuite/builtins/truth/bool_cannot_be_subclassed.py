"""bool cannot be subclassed."""
try:
    class A(bool):
        pass
    print("subclassed")
except TypeError:
    print("TypeError")
