"""The same seed gives the same numbers again."""
import random

random.seed(42)
a = [random.getrandbits(16) for i in range(4)]
random.seed(42)
b = [random.getrandbits(16) for i in range(4)]
random.seed(43)
c = [random.getrandbits(16) for i in range(4)]
print(a == b, a == c)
