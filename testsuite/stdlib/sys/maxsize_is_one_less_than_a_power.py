"""sys.maxsize is one less than a power of two."""
import sys

n = sys.maxsize
print(n & (n + 1), n > 2 ** 14, n + 1 > n)
