"""Two instances of a subclass of int add up to an integer."""
class N(int):
    pass


print(N(1) + N(2), 1 + N(2), N(7) // N(2), N(1) < N(2), type(N(1) + N(1)) is int)
