"""An unpacking target may nest, and takes any iterable."""
a, (b, [c, d]), e = 1, ("x", range(2)), None
print(a, b, c, d, e)
[f, g] = {"k": 1, "l": 2}
(h,) = "z"
print(f, g, h)
