"""A class body is executed when it is reached, like any other block."""
class A:
    print("body")
    items = []
    for i in range(3):
        items.append(i)
    if items:
        def found(self):
            return self.items, self.i
    else:
        def missing(self):
            pass


print(A().found(), hasattr(A, "missing"))
