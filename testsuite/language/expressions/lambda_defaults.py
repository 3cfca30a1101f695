"""A lambda's default values are evaluated when the lambda is."""
fs = [lambda x, n=i: x * 10 + n for i in range(3)]
print([f(1) for f in fs])
print((lambda *a, **k: (a, k))(1, 2, z=3), (lambda: ())())
