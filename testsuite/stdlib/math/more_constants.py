"""math has tau, inf and nan."""
import math

print(math.inf, math.nan, math.inf == float("inf"), math.tau == 2 * math.pi)
