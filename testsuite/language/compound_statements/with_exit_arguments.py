"""__exit__ gets the exception's class and the exception itself."""
class C:
    def __enter__(self):
        return self

    def __exit__(self, cls, value, traceback):
        print(cls is KeyError, value is error)


error = KeyError("k")
try:
    with C():
        raise error
except KeyError:
    print("came out")
