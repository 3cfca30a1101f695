"""If __enter__ raises, the manager's __exit__ is not called, but an outer one's is."""
class C:
    def __init__(self, fail):
        self.fail = fail

    def __enter__(self):
        if self.fail:
            raise ValueError

    def __exit__(self, *args):
        print("exit", self.fail)


try:
    with C(False), C(True):
        print("body")
except ValueError:
    print("ValueError")
