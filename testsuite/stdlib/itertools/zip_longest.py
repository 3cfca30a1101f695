"""zip_longest() fills up the shorter iterables."""
from itertools import zip_longest

print(list(zip_longest("abc", [1])), list(zip_longest([1], "xy", fillvalue="-")))
