"""Roots, logarithms and trigonometry are exact where the result is."""
import math

print(math.sqrt(16), math.sqrt(0.25), math.log(1), math.exp(0), math.sin(0), math.cos(0))
print(math.pow(2, 10), math.pow(4, 0.5), math.atan2(0, 1), math.fabs(-2.5))
