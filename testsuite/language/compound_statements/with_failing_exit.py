"""An exception raised in __exit__ replaces that of the body."""
class C:
    def __enter__(self):
        pass

    def __exit__(self, cls, value, traceback):
        print("exit", cls is KeyError)
        raise ValueError


try:
    with C():
        raise KeyError
except ValueError:
    print("ValueError")
