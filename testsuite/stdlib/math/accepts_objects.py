"""Functions of math accept integers and objects with __float__."""
import math


class A:
    def __float__(self):
        return 4.0


print(math.sqrt(A()), math.sqrt(True), math.floor(True))
try:
    print(math.sqrt("4"))
except TypeError:
    print("TypeError")
