"""isnan(), isinf() and isfinite() tell the special values."""
import math

for x in (float("nan"), float("inf"), float("-inf"), 0.0, 1):
    print(math.isnan(x), math.isinf(x), math.isfinite(x))
