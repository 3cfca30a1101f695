# CPython has no such module, so the answer stands beside this file
from micropython import const

_STEP = const(7)
LIMIT = const(3 * 7)

for i in range(0, LIMIT, _STEP):
    print("at", i)
