"""iter() with two arguments calls the first until it returns the second."""
items = [3, 2, 1, 0, 5]
print(list(iter(items.pop, 1)), items)
it = iter(lambda: 7, 7)
print(next(it, "ended"))
