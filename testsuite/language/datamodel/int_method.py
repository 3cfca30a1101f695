"""int() of an object returns what its __int__ does, which must be an integer."""
class A:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value


print(int(A(12)), int(A(-2 ** 40)))
try:
    print(int(A("12")))
except TypeError:
    print("TypeError")
