"""math has pi and e."""
import math

print(round(math.pi * 10000), round(math.e * 10000))
