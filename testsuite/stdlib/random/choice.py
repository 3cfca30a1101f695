"""choice() gives an item of a sequence, and raises IndexError for an empty one."""
import random

random.seed(1)
print(sorted(set([random.choice("ab") for i in range(40)])), random.choice([7]))
try:
    random.choice([])
except IndexError:
    print("IndexError")
