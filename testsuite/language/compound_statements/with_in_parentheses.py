"""The managers of a with statement may stand in brackets, over several lines."""
class C:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        print("exit", self.name)


with (
    C("a") as a,
    C("b") as b,
):
    print(a, b)
