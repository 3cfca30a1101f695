"""A __bool__ that returns something other than True or False raises TypeError."""
class A:
    def __bool__(self):
        return 1


try:
    print(bool(A()))
except TypeError:
    print("TypeError")
