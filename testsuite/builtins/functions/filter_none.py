"""filter() keeps the items its function finds true, or the true ones if it is None."""
print(list(filter(None, [0, 1, "", "a", [], None])))
print(list(filter(lambda x: x % 3, range(7))))
