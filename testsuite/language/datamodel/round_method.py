"""round() of an object calls __round__, with the number of digits only if it was given."""
class A:
    def __round__(self, *args):
        return args


print(round(A()), round(A(), 2))
