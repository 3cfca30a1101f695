"""copysign() takes the sign of negative zero as well."""
import math

print(math.copysign(3, -0.0), math.copysign(-2.5, 1), math.copysign(0.0, -1))
