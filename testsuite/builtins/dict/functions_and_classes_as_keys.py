"""Functions and classes are keys by identity."""
class A:
    pass


d = {len: 1, int: 2, A: 3}
print(d[len], d[int], d[A], str in d)
