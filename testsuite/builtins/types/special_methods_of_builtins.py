"""Built-in values have the special methods that their operators stand for."""
print((5).__add__(2), "ab".__len__(), [1, 2].__contains__(2), (3).__eq__(3), [7].__getitem__(0))
print((5).__add__("x") is NotImplemented, "a".__eq__(1) is NotImplemented)
