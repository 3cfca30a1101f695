"""An __exit__ that returns a true value suppresses the exception."""
class C:
    def __init__(self, answer):
        self.answer = answer

    def __enter__(self):
        pass

    def __exit__(self, *args):
        return self.answer


for answer in (True, [0], None, 0):
    try:
        with C(answer):
            raise ValueError
        print("suppressed")
    except ValueError:
        print("raised")
