"""log2() and log10() invert powers of two and of ten."""
import math

print(round(math.log2(1024) * 1000), round(math.log2(0.125) * 1000))
print(round(math.log10(1000) * 1000), round(math.log10(0.01) * 1000))
