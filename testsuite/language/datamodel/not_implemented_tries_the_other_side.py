"""An operation that returns NotImplemented on the left is offered to the right."""
class Left:
    def __add__(self, other):
        print("left asked")
        return NotImplemented


class Right:
    def __radd__(self, other):
        return "right answered"


print(Left() + Right())
try:
    print(Left() + 1)
except TypeError:
    print("TypeError")
