"""An iterator that has ended stays at its end, whatever is added to its list."""
a = [1]
it = iter(a)
print(list(it))
a.append(2)
print(list(it))
