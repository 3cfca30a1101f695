"""A star import binds the public names of a module, and is not allowed in a function."""
from math import *

print(floor(2.5), "sqrt" in globals())
try:
    exec("def f():\n    from math import *\n")
    print("accepted")
except SyntaxError:
    print("SyntaxError")
