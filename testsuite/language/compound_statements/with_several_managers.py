"""with enters several managers from left to right and exits them in reverse."""
class C:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, *args):
        print("exit", self.name, args[0] is ValueError)
        return self.name == "b"


with C("a") as a, C("b") as b:
    print(a, b)
    raise ValueError
