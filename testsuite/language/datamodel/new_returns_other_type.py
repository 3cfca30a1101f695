"""When __new__ returns something that is not an instance, __init__ is not called."""
class A:
    def __new__(cls, value):
        return [value]

    def __init__(self, value):
        print("init was called")


print(A(5))
