"""isqrt() gives the whole part of the root of any integer."""
import math

print([math.isqrt(n) for n in (0, 1, 3, 4, 99, 100)], math.isqrt(10 ** 40), math.isqrt(2 ** 64 - 1))
