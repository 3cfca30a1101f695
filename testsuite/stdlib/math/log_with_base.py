"""log2(), log10() and log() with a base invert the power."""
import math

print(round(math.log2(1024), 4), round(math.log2(0.125), 4), round(math.log10(1000), 4))
print(round(math.log(81, 3), 4), round(math.log(math.e), 4), math.log10(1), math.log(1, 2))
