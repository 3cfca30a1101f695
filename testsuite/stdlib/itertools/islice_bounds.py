"""islice() takes bounds as a slice does, without negative ones."""
from itertools import islice

it = iter("abcdefgh")
print(list(islice(it, 1, 4)), list(islice(it, 0, None, 2)))
try:
    islice(it, -1)
except ValueError:
    print("ValueError")
