"""isclose() compares relative to the larger value, and near zero needs abs_tol."""
import math

print(math.isclose(100.0, 101.0), math.isclose(100.0, 101.0, rel_tol=0.02))
print(math.isclose(0.0, 0.001), math.isclose(0.0, 0.001, abs_tol=0.01))
print(math.isclose(float("inf"), float("inf")), math.isclose(float("nan"), float("nan")))
