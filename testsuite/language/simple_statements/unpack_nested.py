"""An unpacking target may nest, and takes any iterable."""
a, (b, [c, d]), e = 1, ("x", range(2)), None
print(a, b, c, d, e)
[f, g] = iter("pq")
(h,) = {"z": 0}
print(f, g, h)
