"""An expression in 15 pairs of parentheses can be compiled."""
import sys

depth = 0
try:
    for deeper in range(1, 151):
        eval("(" * deeper + "1" + ")" * deeper)
        depth = deeper
except (RuntimeError, MemoryError):
    pass
print(depth >= 15)
if sys.implementation.name != "cpython":
    print("figure depth_levels", depth)
