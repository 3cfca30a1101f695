"""reverse() and clear() work in place and return None."""
a = b = [1, 2, 3]
print(a.reverse(), b)
print(a.clear(), b)
