"""degrees() and radians() convert angles."""
import math

print(round(math.degrees(math.pi)), round(math.radians(180) * 10000), math.degrees(0))
