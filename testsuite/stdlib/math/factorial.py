"""factorial() is exact for large arguments and refuses negative ones."""
import math

print(math.factorial(0), math.factorial(5), math.factorial(25))
try:
    math.factorial(-1)
except ValueError:
    print("ValueError")
