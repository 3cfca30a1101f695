"""A tuple of classes for isinstance() may hold tuples."""
print(isinstance(1, (str, (list, (int,)))), isinstance(1, (str, (list, (dict,)))))
