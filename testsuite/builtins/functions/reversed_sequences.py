"""reversed() of a sequence makes an iterator from its last item to its first."""
print(list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))))
a = [1, 2]
r = reversed(a)
print(next(r), next(r), list(r), a)
