"""An array refuses a number that does not fit its type."""
from array import array

for code, value in (("b", 127), ("b", 128), ("B", -1), ("H", 65536)):
    try:
        print(list(array(code, [value])))
    except OverflowError:
        print("OverflowError")
