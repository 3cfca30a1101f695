"""Objects without ordering methods raise TypeError when ordered, and compare unequal."""
class A:
    def __lt__(self, other):
        return NotImplemented


print(A() == A())
for compare in (lambda: A() < A(), lambda: A() > 1, lambda: object() <= object()):
    try:
        print(compare())
    except TypeError:
        print("TypeError")
