# The module cmath can be imported and has phase.
import cmath

print(hasattr(cmath, "phase"))
