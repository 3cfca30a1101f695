# The module math can be imported and has sqrt.
import math

print(hasattr(math, "sqrt"))
