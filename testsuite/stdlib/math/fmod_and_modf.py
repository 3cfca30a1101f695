"""fmod() has the sign of its first argument, modf() gives fraction and whole part."""
import math

print(math.fmod(7.5, 2), math.fmod(-7.5, 2), math.fmod(7.5, -2))
print(math.modf(2.75), math.modf(-2.75), math.modf(3))
