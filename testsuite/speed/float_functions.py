"""One unit is a square root, a sine and a rounding down."""
from math import floor, sin, sqrt


def run(n):
    total = 0
    for i in range(n):
        total += floor(sqrt(20.5) + sin(1.25))
    print(total)
