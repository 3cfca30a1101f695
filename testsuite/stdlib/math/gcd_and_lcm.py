"""gcd() and lcm() take any number of integers."""
import math

print(math.gcd(12, 18), math.gcd(-12, 18), math.gcd(0, 5), math.gcd(), math.gcd(8, 12, 20))
print(math.lcm(4, 6), math.lcm(0, 5), math.lcm(2 ** 40, 3))
