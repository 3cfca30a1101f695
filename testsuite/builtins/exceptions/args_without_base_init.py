"""An exception's args are its arguments even if __init__ does not call the base's."""
class Fault(Exception):
    def __init__(self, a, b):
        self.sum = a + b


e = Fault(1, 2)
print(e.args, e.sum)
