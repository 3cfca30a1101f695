"""An iterator over a list sees items appended before it is exhausted."""
a = [1]
it = iter(a)
print(next(it))
a.append(2)
a.append(3)
print(next(it), list(it))
