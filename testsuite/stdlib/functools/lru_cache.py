"""lru_cache() calls the function once for equal arguments."""
from functools import lru_cache


@lru_cache(maxsize=2)
def f(x):
    print("call", x)
    return x * 2


print(f(1), f(1), f(2), f(3), f(1))
