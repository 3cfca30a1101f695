"""An exception raised by __bool__ or __len__ comes out of the test."""
class A:
    def __bool__(self):
        raise ValueError


class B:
    def __len__(self):
        raise KeyError


try:
    if A():
        print("true")
except ValueError:
    print("ValueError")
try:
    not B()
except KeyError:
    print("KeyError")
