"""The target after as may be a tuple, an attribute or a subscript."""
class C:
    def __enter__(self):
        return 1, 2

    def __exit__(self, *args):
        pass


d = {}
with C() as (a, b), C() as d["k"]:
    print(a, b, d)
