"""An instance of a subclass of int serves as index, key, multiplier and number of a format."""
class N(int):
    pass


print([5, 6, 7][N(1)], {21: "k"}[N(21)], [0] * N(2), "%d" % N(3), list(range(N(2))))
