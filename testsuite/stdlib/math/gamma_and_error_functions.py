"""gamma() extends the factorial, and erf() and erfc() add up to one."""
import math

print(round(math.gamma(5)), round(math.gamma(0.5) ** 2 * 1000), round(math.lgamma(3) * 1000))
print(math.erf(0), math.erfc(0), round((math.erf(1) + math.erfc(1)) * 1000), math.expm1(0))
