"""An __init__ that returns something other than None raises TypeError."""
class A:
    def __init__(self, value):
        return value


print(isinstance(A(None), A))
try:
    A(1)
    print("accepted")
except TypeError:
    print("TypeError")
