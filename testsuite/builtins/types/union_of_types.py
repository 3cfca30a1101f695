"""The operator | of two types makes a union that isinstance() accepts."""
u = int | str
print(isinstance(1, u), isinstance("a", u), isinstance(1.5, u), isinstance(None, int | None))
