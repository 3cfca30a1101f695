"""A star import in a function is a syntax error."""
try:
    exec("def f():\n    from math import *\n")
    print("accepted")
except SyntaxError:
    print("SyntaxError")
