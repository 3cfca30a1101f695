"""math has pi, e, inf and nan."""
import math

print(round(math.pi, 4), round(math.e, 4), math.inf, math.nan, math.inf == float("inf"))
print(round(math.degrees(math.pi)), round(math.radians(180), 4), math.tau == 2 * math.pi)
