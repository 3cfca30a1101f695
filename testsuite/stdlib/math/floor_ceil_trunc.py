"""floor(), ceil() and trunc() give integers, of any size."""
from math import ceil, floor, trunc

for x in (2.5, -2.5, 3.0, -0.5, 7):
    print(floor(x), ceil(x), trunc(x))
print(floor(float(2 ** 70)), ceil(-float(2 ** 40)))
