"""with exits on return, break and continue, without an exception."""
class C:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        print("exit", args[0])


def f():
    for i in range(3):
        with C():
            if i == 0:
                continue
            if i == 1:
                break
    with C():
        return "value"


print(f())
