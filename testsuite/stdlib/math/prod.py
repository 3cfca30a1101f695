"""prod() multiplies the items, and gives one for none."""
import math

print(math.prod([2, 3, 4]), math.prod([]), math.prod([0.5, 4]), math.prod([2], start=5))
