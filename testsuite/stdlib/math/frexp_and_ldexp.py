"""frexp() splits a float into mantissa and exponent, ldexp() joins them."""
import math

for x in (8.0, 0.3125, -1.0, 0.0):
    print(math.frexp(x))
print(math.ldexp(0.5, 4), math.ldexp(-1.5, -2), math.ldexp(3, 0))
