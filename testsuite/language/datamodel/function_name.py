"""A function's __name__ is the name in its def statement, whatever it is bound to later."""
def first():
    pass


second = first
print(second.__name__, (lambda: 0).__name__)
