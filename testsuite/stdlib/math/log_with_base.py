"""log() takes a base, and is natural without one."""
import math

print(round(math.log(81, 3) * 1000), round(math.log(math.e) * 1000), round(math.log(8, 2) * 1000))
