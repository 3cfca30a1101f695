# The module random can be imported and has random.
import random

print(hasattr(random, "random"))
