"""getattr() and hasattr() let an exception other than AttributeError out."""
class A:
    @property
    def broken(self):
        raise ValueError


for f in (lambda: getattr(A(), "broken", 1), lambda: hasattr(A(), "broken")):
    try:
        print(f())
    except ValueError:
        print("ValueError")
