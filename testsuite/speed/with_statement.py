"""One unit is a with statement whose context manager is an instance."""
class Manager:
    def __enter__(self):
        return 3

    def __exit__(self, kind, error, traceback):
        return False


def run(n):
    manager = Manager()
    total = 0
    for i in range(n):
        with manager as value:
            total += value
    print(total)
