"""gcd() takes any number of integers of any sign."""
import math

print(math.gcd(12, 18), math.gcd(-12, 18), math.gcd(0, 5), math.gcd(0, 0), math.gcd(2 ** 70, 6))
print(math.gcd(), math.gcd(8, 12, 20))
