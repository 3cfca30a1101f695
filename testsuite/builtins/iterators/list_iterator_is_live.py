"""An iterator over a list sees items appended before it is exhausted, and none after."""
a = [1]
it = iter(a)
print(next(it))
a.append(2)
print(next(it), next(it, "end"))
a.append(3)
print(next(it, "still ended"))
