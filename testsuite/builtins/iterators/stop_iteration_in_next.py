"""A StopIteration raised by __next__ ends a for loop quietly; other exceptions come out."""
class A:
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        return self

    def __next__(self):
        raise self.error


print(list(A(StopIteration)))
try:
    list(A(ValueError))
except ValueError:
    print("ValueError")
