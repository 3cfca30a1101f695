"""fsum(), prod() and hypot() are exact for values that are."""
import math

print(math.prod([2, 3, 4]), math.prod([]), math.prod([0.5, 4]))
print(math.hypot(3, 4), math.fsum([0.5, 0.25, -0.5]))
