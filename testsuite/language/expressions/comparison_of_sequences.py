"""Lists and tuples are compared item by item, and the shorter is less if it is a prefix."""
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [2] > [1, 9, 9])
print((1, "a") < (1, "b"), () < (0,), (1, 2) <= (1, 2), [[1], 2] < [[1, 0]])
