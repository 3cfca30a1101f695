"""fsum() and hypot() are exact where the result is."""
import math

print(math.hypot(3, 4), math.fsum([0.5, 0.25, -0.5]), math.dist((0, 0), (6, 8)))
