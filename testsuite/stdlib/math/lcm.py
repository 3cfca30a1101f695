"""lcm() takes any number of integers."""
import math

print(math.lcm(4, 6), math.lcm(0, 5), math.lcm(2 ** 40, 3), math.lcm(), math.lcm(2, 3, 4))
