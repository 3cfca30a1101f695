"""A star import binds the public names of a module."""
from math import *

print(floor(2.5), "sqrt" in globals())
