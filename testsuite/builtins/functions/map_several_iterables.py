"""map() with several iterables stops at the end of the shortest."""
print(list(map(lambda a, b: a + b, [1, 2, 3], (10, 20))))
print(list(map(pow, [2, 3, 4], [3, 2, 1])), list(map(str, [])))
