"""__exit__ gets a traceback if there is an exception, and None otherwise."""
class C:
    def __enter__(self):
        return self

    def __exit__(self, cls, value, traceback):
        print(traceback is None)
        return True


with C():
    pass
with C():
    raise ValueError
