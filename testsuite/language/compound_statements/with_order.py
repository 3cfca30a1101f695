"""with enters before its body and exits after it, binding what __enter__ returns."""
class C:
    def __enter__(self):
        print("enter")
        return "resource"

    def __exit__(self, *args):
        print("exit", args)


with C() as r:
    print("body", r)
with C():
    pass
